package dev.rendezvous.query.parked;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;

/** A projection that parks events; contributed as a bean. */
public interface Retryable {
    ParkedEvents parked();

    /** Handles parked events as they should have been handled. In the transaction of {@link #alone}. */
    void handle(List<? extends EventMessage<?>> events) throws Exception;

    /** Runs {@code action} in a transaction, in which nobody else handles events of this projection. */
    <T> T alone(Supplier<T> action);
}
