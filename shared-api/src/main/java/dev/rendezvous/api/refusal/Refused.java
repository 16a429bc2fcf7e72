package dev.rendezvous.api.refusal;

import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A rule said no. The {@link Refusal} travels as Axon's exception details, so it survives a remote command bus; there is
 * no stack trace. Events that were applied before it is thrown are kept: they record the refusal itself.
 */
public final class Refused extends CommandExecutionException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_CAUSES = 16;

    public Refused(RefusalCode code, String message) {
        this(Refusal.of(code), message);
    }

    public Refused(Refusal refusal, String message) {
        super(message, null, refusal);
    }

    /** The refusal that {@code thrown} is or was caused by, also by way of a remote bus; else null. */
    public static @Nullable Refusal in(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof CommandExecutionException failed
                    && failed.getDetails().orElse(null) instanceof Refusal refusal) {
                return refusal;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The code of {@link #in}; null if there is none. */
    public static @Nullable RefusalCode codeOf(@Nullable Throwable thrown) {
        Refusal refusal = in(thrown);
        return refusal == null ? null : refusal.code();
    }
}
