package dev.rendezvous.command.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wrong codes that an account entered lately, and the lock that too many of them set (R16). A wrong code leaves the
 * window exactly {@link #WINDOW} after it was entered.
 *
 * @param enteredAt oldest first
 * @param lockedUntil exclusive; {@code null} if there never was a lock
 */
record WrongCodes(List<Instant> enteredAt, @Nullable Instant lockedUntil) {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final Duration LOCK = Duration.ofMinutes(15);
    static final WrongCodes NONE = new WrongCodes(List.of(), null);

    WrongCodes {
        enteredAt = List.copyOf(enteredAt);
    }

    /** Whether one more wrong code now is one too many. */
    boolean isLastStraw(Instant now) {
        return within(now).size() + 1 >= MOST;
    }

    /** How long code entry stays locked, seen from {@code now}; zero if it is open. */
    Duration lockedFor(Instant now) {
        return lockedUntil == null || !now.isBefore(lockedUntil) ? Duration.ZERO : Duration.between(now, lockedUntil);
    }

    WrongCodes plus(Instant at) {
        List<Instant> more = new ArrayList<>(within(at));
        more.add(at);
        return new WrongCodes(more, lockedUntil);
    }

    WrongCodes lockedUntil(Instant until) {
        return new WrongCodes(enteredAt, until);
    }

    private List<Instant> within(Instant now) {
        return enteredAt.stream().filter(at -> at.plus(WINDOW).isAfter(now)).toList();
    }
}
