package dev.rendezvous.command;

import dev.rendezvous.api.refusal.Refused;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** The rule of the service's command bus, for fixtures: a refusal keeps what was applied before it. */
public final class RefusalsCommit {
    private RefusalsCommit() {}

    public static void on(AggregateTestFixture<?> fixture) {
        ((SimpleCommandBus) fixture.getCommandBus()).setRollbackConfiguration(thrown -> !(thrown instanceof Refused));
    }
}
