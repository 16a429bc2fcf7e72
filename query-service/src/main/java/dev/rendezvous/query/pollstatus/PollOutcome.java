package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;

/** What one poll is told (R7). Knows nothing of formats: each API that devices poll words it in its own way. */
sealed interface PollOutcome {
    /**
     * Not decided yet.
     *
     * @param retryInterval whole seconds until the next poll
     * @param tooFast whether this poll came before its time, so that the interval was raised (R12)
     */
    record Waiting(int retryInterval, boolean tooFast) implements PollOutcome {}

    /** The device was linked at {@code creationTime}; its token is computed from {@code token}, and only for the answer. */
    record Linked(AccountId customerId, TokenRef token, Instant creationTime) implements PollOutcome {}

    /** No token, now or ever, except that an account's hold may end. */
    enum Failed implements PollOutcome {
        MISSING_CODE,
        INVALID_CODE,
        EXPIRED_CODE,
        ACCESS_DENIED,
        ACCOUNT_ISSUE,
        DEVICE_ISSUE,
        CANCELLED
    }
}
