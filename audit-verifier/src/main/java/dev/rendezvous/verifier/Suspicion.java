package dev.rendezvous.verifier;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong at an entry, and the lines behind it may tell what.
 *
 * @param entry where it was noticed
 * @param next the entry that stands there instead; the same number if only its "prev" is another
 * @param hash H(entry-1), as followed, in hexadecimal digits
 * @param unconfirmed what is said if nothing more is learned
 */
record Suspicion(long entry, long next, String hash, Finding unconfirmed) {
    static Suspicion missing(long entry, long next, byte[] hash) {
        String why = "deleted: entry %d comes where it must stand (or the export was filtered: --partial)";
        return new Suspicion(entry, next, HexFormat.of().formatHex(hash), new Finding(entry, why.formatted(next)));
    }

    /**
     * An entry that fits its own hash, but follows another than the one before it.
     *
     * @param before H(entry-2)
     * @param prev what it follows
     * @param leftOut whether only digests of the entries before it are here
     */
    static Suspicion misfit(long entry, byte[] hash, byte[] before, byte[] prev, boolean leftOut) {
        Finding unconfirmed;
        if (Arrays.equals(prev, before)) {
            unconfirmed = new Finding(entry - 1, "inserted: the entry behind it follows the one before it");
        } else if (leftOut) {
            unconfirmed = new Finding(
                    entry - 1, "edited, or one that was left out before it: entry %d follows another".formatted(entry));
        } else {
            unconfirmed = new Finding(
                    entry - 1, "edited, and its hash made to fit: entry %d follows another".formatted(entry));
        }
        return new Suspicion(entry, entry, HexFormat.of().formatHex(hash), unconfirmed);
    }

    Finding finding() {
        return unconfirmed;
    }

    /** What {@code line}, somewhere behind, makes certain; null for nothing. */
    @Nullable
    Finding confirmedBy(ExportLine line, long lineNumber, List<Checkpoint> checkpoints) {
        if (next != entry) {
            if (line.number() == entry)
                return new Finding(entry, "swapped: it stands in line %d".formatted(lineNumber));
            return null;
        }
        if (hash.equals(HexFormat.of().formatHex(line.prev())))
            return new Finding(
                    entry, "swapped: what follows entry %d stands in line %d".formatted(entry - 1, lineNumber));
        String shown = HexFormat.of().formatHex(line.hash());
        for (Checkpoint checkpoint : checkpoints) {
            if (!checkpoint.hash().equals(shown)) continue;
            long shift = checkpoint.entries() - line.number();
            if (shift == 0) return unconfirmed;
            if (shift > 0)
                return new Finding(entry, "deleted, %d in all, and those behind got new numbers".formatted(shift));
            return new Finding(
                    entry + shift, "inserted, %d in all, and those behind got new numbers".formatted(-shift));
        }
        return null;
    }
}
