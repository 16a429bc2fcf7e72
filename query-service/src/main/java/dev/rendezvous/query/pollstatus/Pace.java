package dev.rendezvous.query.pollstatus;

/**
 * How fast one session is polled (R12), in one {@code long} so that polls change it without a lock: when the last poll was
 * accepted (milliseconds, 0 for never) above the interval that holds now (seconds, 16 bits).
 */
final class Pace {
    private static final int INTERVAL_BITS = 16;
    private static final int MAX_INTERVAL = (1 << INTERVAL_BITS) - 1;
    private static final int STEP = 5;
    private static final int CAP = 60;

    private Pace() {}

    /** Before the first poll. */
    static long unpolled(long intervalSeconds) {
        return Math.max(0, Math.min(intervalSeconds, MAX_INTERVAL));
    }

    static boolean accepts(long pace, long nowMillis) {
        long last = pace >>> INTERVAL_BITS;
        return last == 0 || nowMillis - last >= intervalSeconds(pace) * 1_000L;
    }

    static long acceptedAt(long pace, long nowMillis) {
        return nowMillis << INTERVAL_BITS | intervalSeconds(pace);
    }

    /** After a poll that came too early: a longer interval, the last accepted poll stays. */
    static long raised(long pace) {
        int interval = intervalSeconds(pace);
        return pace - interval + Math.max(interval, Math.min(CAP, interval + STEP));
    }

    /** As if never polled, at the interval of now. */
    static long forgiven(long pace) {
        return intervalSeconds(pace);
    }

    static int intervalSeconds(long pace) {
        return (int) (pace & MAX_INTERVAL);
    }
}
