package dev.rendezvous.verifier;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checkpoints prove of the entries that were followed so far. */
final class Proof {
    private final List<Checkpoint> checkpoints;
    private int nextCheckpoint;
    private @Nullable Checkpoint met;

    private long runs;
    private long first;
    private long last;
    private long runFirst;
    private long provenTo;
    private long proven;
    private long unproven;
    private long shown;

    /** @param checkpoints with ascending counts */
    Proof(List<Checkpoint> checkpoints) {
        this.checkpoints = checkpoints;
    }

    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    @Nullable
    Checkpoint newest() {
        return checkpoints.isEmpty() ? null : checkpoints.get(checkpoints.size() - 1);
    }

    /** Entries without holes begin; {@code hash} is that of the entry before. */
    @Nullable
    Finding beginRun(long number, byte[] hash) {
        if (runs++ == 0) first = number;
        runFirst = number;
        provenTo = number - 1;
        while (nextCheckpoint < checkpoints.size()
                && checkpoints.get(nextCheckpoint).entries() < number - 1) {
            nextCheckpoint++;
        }
        return reached(number - 1, hash, -1);
    }

    /**
     * The chain has come to {@code number}.
     *
     * @param position -1 if it is not known
     */
    @Nullable
    Finding reached(long number, byte[] hash, long position) {
        if (nextCheckpoint == checkpoints.size()
                || checkpoints.get(nextCheckpoint).entries() != number) return null;
        Checkpoint checkpoint = checkpoints.get(nextCheckpoint++);
        boolean same = checkpoint.hash().equals(HexFormat.of().formatHex(hash));
        if (same && (position < 0 || checkpoint.position() == position)) {
            met = checkpoint;
            provenTo = number;
            return null;
        }
        long from = Math.max(provenTo + 1, Math.min(runFirst, number));
        String where = from == number ? "it" : "this one or a later one up to %d".formatted(number);
        return new Finding(
                from,
                "rewritten: %s is not what was signed with %s, whatever the chain says".formatted(where, checkpoint));
    }

    void endRun(long number) {
        last = number;
        if (runs == 0) return;
        proven += provenTo - runFirst + 1;
        unproven += number - Math.max(provenTo, runFirst - 1);
    }

    void shown() {
        shown++;
    }

    /** Sentences for a person, after the last line was read and nothing was found to be wrong. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (runs == 0) return List.of("the export holds no entry, so nothing is proven");
        sentences.add("%,d entries were read%s"
                .formatted(
                        shown,
                        shown == proven + unproven
                                ? ""
                                : ", and the digests of %,d that were left out".formatted(proven + unproven - shown)));
        if (runs == 1) ofOneRun(sentences);
        else ofManyRuns(sentences);
        return sentences;
    }

    private void ofOneRun(List<String> sentences) {
        if (first > 1) sentences.add("entries 1 to %d are not in the export".formatted(first - 1));
        if (met != null && proven > 0) {
            sentences.add("entries %d to %d are exactly those of %s, signed with key %s"
                    .formatted(first, provenTo, met, met.keyId()));
        }
        if (unproven == 0) return;
        sentences.add(
                "entries %d to %d: chain only; no checkpoint was signed after them, so whoever can write the log could have"
                                .formatted(Math.max(provenTo + 1, first), last)
                        + " made them anew");
    }

    private void ofManyRuns(List<String> sentences) {
        sentences.add("the export leaves out entries without links, at %,d places".formatted(runs - 1));
        if (proven > 0) sentences.add("%,d entries are exactly those that were signed".formatted(proven));
        if (unproven > 0) {
            sentences.add(
                    "%,d entries: each line is bound to its own hash only; whether others were left out, or all made anew,"
                                    .formatted(unproven)
                            + " nothing here tells. Export with links=true to prove more");
        }
    }
}
