package dev.rendezvous.query.proof;

/** A proof would take more memory than it may. The message is for the auditor. */
final class TooManyAccounts extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyAccounts(long most, long position) {
        super(
                "there are more than %,d accounts at position %,d, for which this process has no memory: prove an export with"
                                .formatted(most, position)
                        + " the command prove and a larger -Xmx");
    }
}
