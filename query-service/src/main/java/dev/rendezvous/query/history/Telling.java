package dev.rendezvous.query.history;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.registration.CodeIssued;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows events to auditors: the one place where a stored event becomes text. What was erased (R57) comes as {@code null} or as
 * whatever stands in its place, and is shown as such.
 */
final class Telling {
    /** Key of the metadata that names the command. */
    private static final String CAUSE = "cause";

    private final JsonMapper json;

    Telling(JsonMapper json) {
        this.json = json;
    }

    Happened of(DomainEventMessage<?> message) {
        return new Happened(
                message.getIdentifier(),
                message.getPayloadType().getSimpleName(),
                message.getSequenceNumber(),
                message.getTimestamp(),
                said(message, Caller.ACTOR),
                said(message, Caller.ROLE),
                said(message, Caller.ADDRESS),
                said(message, Caller.CORRELATION_ID),
                said(message, CAUSE),
                details(message.getPayload()));
    }

    /** Any value as the API writes it. */
    ObjectNode tree(Object value) {
        return json.valueToTree(value);
    }

    /** An object without values. */
    ObjectNode nothing() {
        return json.createObjectNode();
    }

    static @Nullable String said(DomainEventMessage<?> message, String key) {
        Object value = message.getMetaData().get(key);
        return value == null ? null : value.toString();
    }

    /** Not the whole code, which may be live (R17); durations in whole seconds. */
    private ObjectNode details(Object payload) {
        ObjectNode details = tree(payload);
        if (payload instanceof CodeIssued issued) {
            details.put("code", issued.code().masked());
            details.put("retryInterval", issued.retryInterval().toSeconds());
        }
        return details;
    }
}
