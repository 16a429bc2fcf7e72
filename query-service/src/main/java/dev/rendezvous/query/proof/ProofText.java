package dev.rendezvous.query.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A report as lines for people. */
final class ProofText {
    private ProofText() {}

    static List<String> of(ProofReport report, Duration took) {
        List<String> lines = new ArrayList<>();
        lines.add("walked through %,d events in %d s, up to position %d of %s: %,d accounts, %,d overrides"
                .formatted(
                        report.events(),
                        took.toSeconds(),
                        report.position(),
                        report.lastEventAt(),
                        report.accounts(),
                        report.overrides()));
        report.checks().forEach(check -> lines.add(line(check)));
        report.excused()
                .forEach(breach -> lines.add("excused, since decided by what held until just before: " + breach));
        if (report.holds()) lines.add("the history holds");
        else {
            lines.add("THE HISTORY DOES NOT HOLD. The first breaches, the very first at the top:");
            report.breaches().forEach(breach -> lines.add(breach.toString()));
        }
        return lines;
    }

    private static String line(CheckResult result) {
        return "%-6s %s: %,d %s judged, %,d breaches, %,d excused"
                .formatted(
                        result.holds() ? "holds" : "BROKEN",
                        result.claim(),
                        result.judged(),
                        result.check().judged(),
                        result.breaches(),
                        result.excused());
    }
}
