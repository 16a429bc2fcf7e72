package dev.rendezvous.verifier;

/** A line is not what an export writes: it was cut off or altered. */
final class NotAsWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    NotAsWritten(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    /** Goes on after "line N ". */
    String what() {
        return what;
    }
}
