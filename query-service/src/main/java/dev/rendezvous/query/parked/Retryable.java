package dev.rendezvous.query.parked;

import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;

/** A projection that parks events; contributed as a bean. */
public interface Retryable {
    ParkedEvents parked();

    /** Handles a parked event as it should have been handled. In the transaction of {@link #alone}. */
    void handle(EventMessage<?> event) throws Exception;

    /** Runs {@code action} in a transaction, in which nobody else handles events of this projection. */
    <T> T alone(Supplier<T> action);
}
