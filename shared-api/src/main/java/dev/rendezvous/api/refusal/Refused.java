package dev.rendezvous.api.refusal;

import org.axonframework.commandhandling.CommandExecutionException;

/**
 * A rule said no. The {@link Refusal} travels as Axon's exception details, so it survives a remote command bus; there is
 * no stack trace. Events that were applied before it is thrown are kept: they record the refusal itself.
 */
public final class Refused extends CommandExecutionException {
    private static final long serialVersionUID = 1L;

    public Refused(RefusalCode code, String message) {
        this(Refusal.of(code), message);
    }

    public Refused(Refusal refusal, String message) {
        super(message, null, refusal);
    }
}
