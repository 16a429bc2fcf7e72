package dev.rendezvous.engine;

import dev.rendezvous.api.caller.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Hands a command's or query's caller on to all that it causes, and names the cause (R50). Of an event only its name: Axon asks
 * for each event that a projection reads, and to look for its caller would take its account's key (R57).
 */
final class CallerCorrelation implements CorrelationDataProvider {
    private static final List<String> INHERITED =
            List.of(Caller.ACTOR, Caller.ROLE, Caller.ADDRESS, Caller.CORRELATION_ID);
    private static final String CAUSE = "cause";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        if (message instanceof EventMessage)
            return Map.of(CAUSE, message.getPayloadType().getSimpleName());
        Map<String, Object> data = new HashMap<>();
        for (String key : INHERITED) {
            Object value = message.getMetaData().get(key);
            if (value != null) data.put(key, value);
        }
        data.put(CAUSE, message.getPayloadType().getSimpleName());
        return data;
    }
}
