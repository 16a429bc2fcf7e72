package dev.rendezvous.command.metrics;

import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Counts what this node decides: an event when it is published, after its commit. Whoever reads history again publishes
 * nothing, so each event counts once among all nodes.
 */
final class DecisionMetrics implements AutoCloseable {
    private static final String REASON = "reason";
    private static final Duration[] TO_LINK = {
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(45),
        Duration.ofMinutes(1),
        Duration.ofSeconds(90),
        Duration.ofMinutes(2),
        Duration.ofMinutes(3),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(20)
    };

    private final MeterRegistry registry;
    private final Counter issued;
    private final Counter linked;
    private final Counter denied;
    private final Counter expired;
    private final Counter wrong;
    private final Counter locked;
    private final Timer timeToLink;
    private final Registration subscription;

    DecisionMetrics(MeterRegistry registry, EventBus events) {
        this.registry = registry;
        issued = counter("rendezvous.codes.issued", "Codes that devices were given");
        linked = counter("rendezvous.codes.linked", "Codes that linked their device");
        denied = counter("rendezvous.codes.denied", "Codes whose owner declined");
        expired = counter("rendezvous.codes.expired", "Codes that nobody used in time");
        wrong = counter("rendezvous.codes.wrong", "Codes entered that no device shows");
        locked = counter("rendezvous.codes.entry.locked", "Accounts whose code entry was locked");
        timeToLink = Timer.builder("rendezvous.codes.time.to.link")
                .description("From the code on the screen to the linked device")
                .serviceLevelObjectives(TO_LINK)
                .register(registry);
        subscription = events.subscribe(this::countAfterCommit);
    }

    @Override
    public void close() {
        subscription.cancel();
    }

    private void countAfterCommit(List<? extends EventMessage<?>> published) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().afterCommit(committed -> published.forEach(this::count));
        } else {
            published.forEach(this::count);
        }
    }

    private void count(EventMessage<?> event) {
        Object payload = event.getPayload();
        if (payload instanceof CodeIssued) issued.increment();
        if (payload instanceof SessionLinked session) countLinked(session, event);
        if (payload instanceof SessionDenied) denied.increment();
        if (payload instanceof CodeExpired) expired.increment();
        if (payload instanceof SessionRefused session) countRefused("rendezvous.codes.refused", session.code());
        if (payload instanceof SessionCancelled session) countRefused("rendezvous.codes.cancelled", session.cause());
        if (payload instanceof WrongCodeEntered) wrong.increment();
        if (payload instanceof CodeEntryLocked) locked.increment();
        if (payload instanceof DeviceRefused device) {
            countRefused("rendezvous.devices.refused", device.reached().code());
        }
        if (payload instanceof AmendmentRefused amendment) {
            countRefused("rendezvous.amendments.refused", amendment.reached().code());
        }
    }

    /** Two nodes' clocks may differ by more than somebody took. */
    private void countLinked(SessionLinked session, EventMessage<?> event) {
        linked.increment();
        Duration taken = Duration.between(session.sessionId().beganAt(), event.getTimestamp());
        timeToLink.record(taken.isNegative() ? Duration.ZERO : taken);
    }

    private void countRefused(String name, Enum<?> reason) {
        registry.counter(name, REASON, reason.name().toLowerCase(Locale.ROOT)).increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
