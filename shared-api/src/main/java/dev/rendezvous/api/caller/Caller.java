package dev.rendezvous.api.caller;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who caused a message (R50).
 *
 * @param actor name of the user, serial number of the device, or {@code rendezvous} for the system itself
 * @param address the client's network address, {@code null} for the system
 * @param correlationId the id that links a request to its events, audit entries and log lines
 */
public record Caller(String actor, Role role, @Nullable String address, String correlationId) {
    public static final String ACTOR = "actor";
    public static final String ROLE = "role";
    public static final String ADDRESS = "address";
    public static final String CORRELATION_ID = "correlationId";

    /** The product itself: clean-up and other work that nobody asked for. */
    public static Caller system(String correlationId) {
        return new Caller("rendezvous", Role.SYSTEM, null, correlationId);
    }

    /** As message metadata: plain strings only, so that any serializer reads it back. */
    public Map<String, String> asMetaData() {
        Map<String, String> metaData = new HashMap<>();
        metaData.put(ACTOR, actor);
        metaData.put(ROLE, role.name());
        metaData.put(CORRELATION_ID, correlationId);
        if (address != null) metaData.put(ADDRESS, address);
        return metaData;
    }
}
