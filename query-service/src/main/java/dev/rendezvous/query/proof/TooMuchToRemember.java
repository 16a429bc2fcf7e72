package dev.rendezvous.query.proof;

/** A proof would take more memory than it may. The message is for the auditor. */
final class TooMuchToRemember extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchToRemember(long most, long position) {
        super(
                "there are more than %,d accounts, linked devices and live codes at position %,d: this process has no memory for"
                                .formatted(most, position)
                        + " them; prove an export by the command prove with a larger -Xmx");
    }
}
