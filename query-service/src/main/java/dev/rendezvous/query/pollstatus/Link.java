package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session's link, and what keeps its token back since. One thread at a time writes, any thread reads. */
final class Link {
    /** What keeps a token back. Of several the first in this order decides. */
    enum Bar {
        SIGNED_ON(PollOutcome.Failed.EXPIRED_CODE),
        ACCOUNT_CLOSED(PollOutcome.Failed.ACCOUNT_ISSUE),
        ACCOUNT_ON_HOLD(PollOutcome.Failed.ACCOUNT_ISSUE),
        DEVICE_GONE(PollOutcome.Failed.DEVICE_ISSUE),
        DEVICE_DISABLED(PollOutcome.Failed.DEVICE_ISSUE),
        DEVICE_INACTIVE(PollOutcome.Failed.DEVICE_ISSUE);

        private final PollOutcome.Failed outcome;

        Bar(PollOutcome.Failed outcome) {
            this.outcome = outcome;
        }
    }

    private final PollOutcome.Linked outcome;
    private volatile Set<Bar> bars = Set.of(); // replaced, never changed

    /** The next session linked to the same account; kept by {@link LinkedSessions}. */
    @Nullable
    PollSession nextOfAccount;

    Link(AccountId accountId, TokenRef token, Instant linkedAt) {
        this.outcome = new PollOutcome.Linked(accountId, token, linkedAt);
    }

    AccountId accountId() {
        return outcome.customerId();
    }

    TokenRef token() {
        return outcome.token();
    }

    PollOutcome outcome() {
        Set<Bar> now = bars;
        return now.isEmpty() ? outcome : Collections.min(now).outcome;
    }

    /** Whether polls are told the same of both; of no link at all, too. */
    static boolean areTheSame(@Nullable Link one, @Nullable Link other) {
        if (one == null || other == null) return one == null && other == null;
        PollOutcome.Linked outcome = one.outcome;
        return outcome.equals(other.outcome) && one.bars.equals(other.bars);
    }

    void set(Bar bar) {
        Set<Bar> more = EnumSet.of(bar);
        more.addAll(bars);
        bars = more;
    }

    void lift(Bar bar) {
        if (!bars.contains(bar)) return;
        Set<Bar> fewer = EnumSet.copyOf(bars);
        fewer.remove(bar);
        bars = fewer;
    }
}
