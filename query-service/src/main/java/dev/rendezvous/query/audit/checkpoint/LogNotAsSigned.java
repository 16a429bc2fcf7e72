package dev.rendezvous.query.audit.checkpoint;

/** The audit log is not what was signed before: nothing more may be signed. */
final class LogNotAsSigned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogNotAsSigned(String how) {
        super(how, null, false, false);
    }
}
