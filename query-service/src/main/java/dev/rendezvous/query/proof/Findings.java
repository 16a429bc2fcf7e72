package dev.rendezvous.query.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a walk through the history has found so far: counts of everything, and the first few breaches. Not thread-safe. */
final class Findings {
    /** Breaches, and excused ones, that are told one by one. */
    static final int MOST_TOLD = 20;

    private final Map<Check, Long> judged = new EnumMap<>(Check.class);
    private final Map<Check, Long> broken = new EnumMap<>(Check.class);
    private final Map<Check, Long> pardoned = new EnumMap<>(Check.class);
    private final List<Breach> breaches = new ArrayList<>();
    private final List<Breach> excused = new ArrayList<>();
    private long overrides;

    /** One more event was judged. */
    void judged(Check check) {
        judged.merge(check, 1L, Long::sum);
    }

    /** An operator did what limits do not bind (R37). */
    void overridden() {
        overrides++;
    }

    void broken(Breach breach) {
        broken.merge(breach.fault().check(), 1L, Long::sum);
        keep(breach, breaches);
    }

    /** What would be a breach, had it not been decided by what held until just before. */
    void excused(Breach breach) {
        pardoned.merge(breach.fault().check(), 1L, Long::sum);
        keep(breach, excused);
    }

    /** The first, in the order of the events. */
    List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    List<Breach> excused() {
        return List.copyOf(excused);
    }

    long overrides() {
        return overrides;
    }

    List<CheckResult> results() {
        return Arrays.stream(Check.values())
                .map(check -> new CheckResult(
                        check,
                        check.claim(),
                        count(broken, check) == 0,
                        count(judged, check),
                        count(broken, check),
                        count(pardoned, check)))
                .toList();
    }

    /** Some breaches show only later that they were one. */
    private static void keep(Breach breach, List<Breach> first) {
        first.add(breach);
        first.sort(Comparator.comparingLong(Breach::position));
        if (first.size() > MOST_TOLD) first.remove(MOST_TOLD);
    }

    private static long count(Map<Check, Long> counts, Check check) {
        return counts.getOrDefault(check, 0L);
    }
}
