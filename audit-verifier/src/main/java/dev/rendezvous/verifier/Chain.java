package dev.rendezvous.verifier;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of an export from line to line. At the first entry that is not as it was, it stops judging and only looks on for
 * what tells more about that one: an entry that is missing here may stand further on.
 */
final class Chain {
    private static final int HASH = 32;

    private final Proof proof;
    private final boolean partial;
    private final MessageDigest sha256 = EntryDigest.sha256();
    private final byte[] own = new byte[HASH];

    private boolean begun;
    private long number;
    private byte[] hash = new byte[HASH];
    private byte[] before = new byte[HASH];
    private boolean leftOut;
    private boolean linked;
    private boolean ended;
    private @Nullable Suspicion suspicion;
    private @Nullable Finding finding;

    /** @param partial whether entries may be missing without any word about them */
    Chain(List<Checkpoint> checkpoints, boolean partial) {
        this.proof = new Proof(checkpoints);
        this.partial = partial;
    }

    /** Goes on with an entry. */
    void entry(ExportLine line, long lineNumber) {
        if (looksOn(line, lineNumber)) return;
        long there = line.number();
        if (ended) {
            found(there, "inserted: it stands behind the line that says the export ends");
        } else if (there != expected() && begun && fitsHere(line)) {
            found(expected(), "edited: its number was made %d".formatted(there));
        } else if (there == expected() || isLeap(there)) {
            follow(line);
        } else if (!begun || there > expected()) {
            suspect(Suspicion.missing(expected(), there, hash));
        } else if (there == number) {
            found(there, "inserted: line %d is a second entry with this number".formatted(lineNumber));
        } else {
            found(there, "swapped or inserted: line %d is behind entry %d".formatted(lineNumber, number));
        }
    }

    /** An entry whose event was taken out of the history. */
    void missing(ExportLine line, long lineNumber) {
        if (looksOn(line, lineNumber)) return;
        if (line.number() > expected() && !partial) suspect(Suspicion.missing(expected(), line.number(), hash));
        else found(line.number(), "deleted: the history has no event for it any more");
    }

    /** Goes on with entries of which there are digests only. */
    void skipped(ExportLine line, long lineNumber) {
        linked = true;
        if (looksOn(line, lineNumber)) return;
        long first = line.number();
        if (ended) {
            found(first, "inserted: it stands behind the line that says the export ends");
        } else if (first != expected() && !isLeap(first)) {
            if (first > expected()) suspect(Suspicion.missing(expected(), first, hash));
            else found(first, "inserted: line %d leaves out entries that were there already".formatted(lineNumber));
        } else if (!begun || first != expected()) {
            beginRun(first, line.prev());
            fold(line);
        } else if (Arrays.equals(line.prev(), hash)) {
            fold(line);
        } else {
            suspect(Suspicion.misfit(first, hash, before, line.prev(), leftOut));
        }
    }

    /** The line that ends an export with links. */
    void end(ExportLine line) {
        linked = true;
        if (finding != null || suspicion != null) return;
        boolean nothing = !begun && line.number() == 0;
        if (!nothing && (line.number() != number || !begun)) {
            found(begun ? number + 1 : 1, "cut off: the last line says that %d is the last".formatted(line.number()));
        } else if (!nothing && !Arrays.equals(line.hash(), hash)) {
            found(number, "edited: the last line has another hash for it");
        }
        ended = true;
    }

    /** A line that no export writes. */
    void nonsense(long lineNumber, String what) {
        if (finding == null && suspicion == null) {
            found(expected(), "edited or cut off: line %d %s".formatted(lineNumber, what));
        }
    }

    /** After the last line: the first entry that is not as it was; null if there is none. */
    @Nullable
    Finding finish() {
        if (finding == null && suspicion != null) finding = suspicion.finding();
        if (finding == null && !partial) {
            Checkpoint newest = proof.newest();
            if (newest != null && newest.entries() > number) {
                found(number + 1, "cut off: %s says that there are %d".formatted(newest, newest.entries()));
            } else if (linked && !ended) {
                found(number + 1, "cut off: the line that ends an export is missing");
            }
        }
        proof.endRun(number);
        return finding;
    }

    Proof proof() {
        return proof;
    }

    /** Whether one more look cannot tell anything. */
    boolean isSettled() {
        return finding != null;
    }

    private long expected() {
        return number + 1;
    }

    private boolean isLeap(long there) {
        return partial && there > (begun ? expected() : 0);
    }

    private boolean looksOn(ExportLine line, long lineNumber) {
        if (finding != null) return true;
        if (suspicion == null) return false;
        finding = suspicion.confirmedBy(line, lineNumber, proof.checkpoints());
        return true;
    }

    private void follow(ExportLine line) {
        long there = line.number();
        if (!begun || there != expected()) {
            if (there == 1 && !isZero(line.prev())) {
                found(1, "edited: its \"prev\" is not that of the first entry");
                return;
            }
            beginRun(there, line.prev());
        }
        boolean prevFits = Arrays.equals(line.prev(), hash);
        if (fits(hash, line)) {
            String other = prevFits ? line.disagreement() : "\"prev\"";
            if (other != null) found(there, "edited: its %s was altered".formatted(other));
            else advance(line.hash().clone(), line.position());
        } else if (!prevFits && fits(line.prev(), line)) {
            suspect(Suspicion.misfit(there, hash, before, line.prev(), leftOut));
        } else {
            String other = prevFits && there > 1
                    ? ", or entry %d was edited and its hash in the log made to fit".formatted(there - 1)
                    : "";
            found(there, "edited: what it says does not fit its hash" + other);
        }
        leftOut = false;
        proof.shown();
    }

    private void fold(ExportLine line) {
        line.digests(digest -> advance(chained(hash, digest).clone(), -1));
        leftOut = true;
    }

    private void beginRun(long first, byte[] prev) {
        if (begun) proof.endRun(number);
        begun = true;
        number = first - 1;
        hash = prev.clone();
        before = hash;
        Finding rewritten = proof.beginRun(first, hash);
        if (rewritten != null) finding = rewritten;
    }

    private void advance(byte[] next, long position) {
        if (finding != null) return;
        number++;
        before = hash;
        hash = next;
        finding = proof.reached(number, hash, position);
    }

    private boolean fitsHere(ExportLine line) {
        return Arrays.equals(line.prev(), hash) && fits(hash, line);
    }

    private boolean fits(byte[] prev, ExportLine line) {
        return Arrays.equals(chained(prev, line.digest()), line.hash());
    }

    /** Overwritten by the next call. */
    private byte[] chained(byte[] prev, byte[] digest) {
        sha256.update(prev);
        sha256.update(digest);
        try {
            sha256.digest(own, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room", e);
        }
        return own;
    }

    private void suspect(Suspicion what) {
        suspicion = what;
    }

    private void found(long entry, String reason) {
        finding = new Finding(entry, reason);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) if (each != 0) return false;
        return true;
    }
}
