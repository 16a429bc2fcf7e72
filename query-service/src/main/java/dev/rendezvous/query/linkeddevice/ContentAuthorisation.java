package dev.rendezvous.query.linkeddevice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rendezvous.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device may play (R38).
 *
 * @param code why not; not written if it may
 */
record ContentAuthorisation(Decision decision, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RefusalCode code) {
    enum Decision {
        ALLOWED,
        BLOCKED
    }

    static ContentAuthorisation after(@Nullable RefusalCode refusal) {
        return new ContentAuthorisation(refusal == null ? Decision.ALLOWED : Decision.BLOCKED, refusal);
    }
}
