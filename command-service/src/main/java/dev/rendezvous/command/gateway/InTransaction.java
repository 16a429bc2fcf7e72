package dev.rendezvous.command.gateway;

import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;

/** Event handlers that belong to the decision itself: they run in the transaction that appends, and may fail it. */
public final class InTransaction {
    private InTransaction() {}

    /** Makes the processing group run in the transaction that appends its events. */
    public static void handle(EventProcessingConfigurer events, String group) {
        events.registerSubscribingEventProcessor(group)
                .registerListenerInvocationErrorHandler(group, axon -> PropagatingErrorHandler.instance());
    }
}
