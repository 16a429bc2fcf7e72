package dev.rendezvous.api.account;

import dev.rendezvous.api.refusal.Refusal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A limit stood in the way of an amendment, of which nothing was done (R34, R35, R50).
 *
 * @param reached the limit as it was then
 * @param nextChangeAt when the change limit would have let it pass; {@code null} for never, or for another limit
 */
@Revision("1")
public record AmendmentRefused(
        AccountId accountId, Amendment amendment, LimitReached reached, @Nullable Instant nextChangeAt)
        implements AccountEvent {
    private static final String NEXT_CHANGE_AT = "nextChangeAt";

    /** As the caller is told. */
    public Refusal refusal() {
        Refusal refusal = reached.refusal();
        return nextChangeAt == null ? refusal : refusal.with(NEXT_CHANGE_AT, nextChangeAt);
    }
}
