package dev.rendezvous.engine.personal;

import dev.rendezvous.api.caller.Caller;
import java.util.function.BinaryOperator;
import org.axonframework.messaging.MetaData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens the personal texts of stored events. */
final class EventTexts {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BinaryOperator<String> opening;

    /** @param opening returns what was sealed, given a place and what lies there */
    EventTexts(BinaryOperator<String> opening) {
        this.opening = opening;
    }

    /** @throws IllegalStateException if there is no such class: unknown events are stopped before */
    static PersonalFields fieldsOf(String type) {
        try {
            return PersonalFields.of(Class.forName(type, false, EventTexts.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("unknown events do not come so far", e);
        }
    }

    static PersonalFields fieldsIfKnown(String type) {
        try {
            return PersonalFields.of(Class.forName(type, false, EventTexts.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return PersonalFields.of(Object.class); // none
        }
    }

    /** @param payload of an event's newest revision, as JSON */
    byte[] payload(byte[] payload, String eventId, PersonalFields fields) {
        ObjectNode json = (ObjectNode) JSON.readTree(payload);
        fields.names()
                .filter(name -> json.path(name).isString())
                .forEach(name -> json.put(name, text(json.get(name).stringValue(), EventPlaces.of(eventId, name))));
        return JSON.writeValueAsBytes(json);
    }

    MetaData metaData(MetaData metaData, String eventId) {
        return metaData.get(Caller.ADDRESS) instanceof String address
                ? metaData.and(Caller.ADDRESS, opening.apply(EventPlaces.of(eventId, Caller.ADDRESS), address))
                : metaData;
    }

    private String text(String text, String place) {
        String clear = ClearTextsOfRevision1.CLEAR;
        return text.startsWith(clear) ? text.substring(clear.length()) : opening.apply(place, text);
    }
}
