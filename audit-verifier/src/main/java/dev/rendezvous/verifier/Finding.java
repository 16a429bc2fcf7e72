package dev.rendezvous.verifier;

/**
 * The first entry that is not as it was, and why.
 *
 * @param entry its number
 * @param reason goes on after "entry N: "
 */
record Finding(long entry, String reason) {
    @Override
    public String toString() {
        return "entry %d: %s".formatted(entry, reason);
    }
}
