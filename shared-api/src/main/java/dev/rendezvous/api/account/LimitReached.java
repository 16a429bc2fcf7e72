package dev.rendezvous.api.account;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which limit leaves no room, what it is, and how much of it is used: more than it allows, where it was lowered (R33).
 *
 * @param code DEVICE_LIMIT_REACHED, GROUP_LIMIT_REACHED, APPROVED_LIMIT_REACHED or CHANGE_LIMIT_REACHED
 * @param group whose limit it is, if it is that of a group
 */
public record LimitReached(RefusalCode code, @Nullable String group, int limit, int used) {
    /** As the caller is told. */
    public Refusal refusal() {
        Map<String, Object> facts = new HashMap<>(Map.of("limit", limit, "used", used));
        if (group != null) facts.put("group", group);
        return new Refusal(code, facts);
    }
}
