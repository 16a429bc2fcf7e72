package dev.rendezvous.query.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through the whole history has shown (R55).
 *
 * @param events how many were walked through
 * @param position of the last of them; -1 if there are none
 * @param accounts how many there are
 * @param overrides approvals that an operator gave whatever the limits said (R37)
 * @param firstBreach {@code null} if all holds
 * @param breaches in the order of the events, {@value Findings#MOST_TOLD} at most
 * @param excused likewise
 */
record ProofReport(
        boolean holds,
        long events,
        long position,
        @Nullable Instant lastEventAt,
        int accounts,
        long overrides,
        List<CheckResult> checks,
        @Nullable Breach firstBreach,
        List<Breach> breaches,
        List<Breach> excused) {}
