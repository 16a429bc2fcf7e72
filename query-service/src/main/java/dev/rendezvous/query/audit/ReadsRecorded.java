package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditEvent;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.Durability;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;

/** Has the history say who read the audit log (R58): one event a request, whatever the engine. */
final class ReadsRecorded {
    private final EventBus history;
    private final Durability durability;

    ReadsRecorded(EventBus history, Durability durability) {
        this.history = history;
        this.durability = durability;
    }

    /** Returns once it cannot be lost any more: only then may the caller see anything. */
    void record(AuditEvent event, Caller caller, String request) {
        Map<String, String> metaData = new HashMap<>(caller.asMetaData());
        metaData.put(AuditEntry.CAUSE, request);
        history.publish(new GenericEventMessage<>(event, metaData));
        durability.await();
    }
}
