package dev.rendezvous.query.audit;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.engine.personal.EventPlaces;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Events as people may see them. What a stored event says about persons is made readable here and nowhere else (R57). */
final class ShownEvents {
    private final HistoryStore history;
    private final JsonMapper json;

    ShownEvents(HistoryStore history, JsonMapper json) {
        this.history = history;
        this.json = json;
    }

    /** One event. */
    final class Shown {
        private final StoredEvent stored;
        private final Map<String, String> metaData;

        private Shown(StoredEvent stored) {
            this.stored = stored;
            this.metaData = texts(stored.metaData());
        }

        /** As it is chained. */
        StoredEvent stored() {
            return stored;
        }

        /** What happened; read when asked for. */
        JsonNode data() {
            return read(stored.payload());
        }

        /** What its metadata says of who did it and how. */
        @Nullable
        String said(String name) {
            return metaData.get(name);
        }

        /** Where it was done from, readable. */
        @Nullable
        String addressOpened(PersonalTexts texts) {
            String address = said(Caller.ADDRESS);
            return address == null ? null : texts.open(EventPlaces.of(stored.eventId(), Caller.ADDRESS), address);
        }

        /** What happened, readable. */
        JsonNode dataOpened(PersonalTexts texts) {
            return read(texts.openedPayload(
                    stored.eventId(), stored.payloadType(), stored.payloadRevision(), stored.payload()));
        }
    }

    /** The events of these entries, by position, read in one go. One that is missing was taken out of the history. */
    Map<Long, Shown> of(List<AuditRow> rows) {
        Map<Long, Shown> shown = new HashMap<>();
        if (rows.isEmpty()) return shown;
        history.at(rows.stream().map(AuditRow::position).toList())
                .forEach(event -> shown.put(event.position(), new Shown(event)));
        return shown;
    }

    private Map<String, String> texts(String stored) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> said : read(stored).properties()) {
            if (said.getValue().isString())
                texts.put(said.getKey(), said.getValue().stringValue());
        }
        return texts;
    }

    /** What is no JSON is shown as a text. */
    private JsonNode read(String stored) {
        try {
            return json.readTree(stored);
        } catch (JacksonException e) {
            return StringNode.valueOf(stored);
        }
    }
}
