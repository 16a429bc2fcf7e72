package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.StoredEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a stored event is about, and who caused it: read from the stored texts without making objects of them.
 *
 * @param devices that it names, none, one or several
 */
record EventSubject(@Nullable String account, @Nullable UUID session, List<String> devices, @Nullable String actor) {
    /** Longer texts are cut: no account or device has such a name. */
    private static final int MAX_LENGTH = 255;

    private static final JsonFactory JSON = new JsonFactory();

    static EventSubject of(StoredEvent event) {
        Reading reading = new Reading();
        reading.readPayload(event.payload());
        return new EventSubject(
                reading.account, reading.session, List.copyOf(reading.devices), actorIn(event.metaData()));
    }

    /** For people: {@code accounts/A/devices/D}; null if the event is about none of these. */
    @Nullable
    String path() {
        @Nullable String device = devices.size() == 1 ? "devices/" + devices.get(0) : null;
        if (account != null) return "accounts/" + account + (device == null ? "" : "/" + device);
        return session == null ? device : "registrations/" + session;
    }

    private static @Nullable String actorIn(String metaData) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), metaData)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("actor")) return cut(json.getString());
                json.skipChildren();
            }
        } catch (JacksonException notJson) {
            return null; // the entry is there, and shows it as it is
        }
        return null;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /** Of one payload. */
    private static final class Reading {
        private @Nullable String account;
        private @Nullable UUID session;
        private final Set<String> devices = new LinkedHashSet<>();

        void readPayload(String payload) {
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
                if (json.nextToken() != JsonToken.START_OBJECT) return;
                while (json.nextToken() == JsonToken.PROPERTY_NAME) readMember(json);
            } catch (JacksonException notJson) {
                // what could be read was; the entry shows the rest as it is
            }
        }

        private void readMember(JsonParser json) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) readText(name, json.getString());
            else if (value == JsonToken.START_OBJECT && name.equals("amendment")) readAmendment(json);
            else json.skipChildren();
        }

        private void readText(String name, String text) {
            switch (name) {
                case "accountId" -> account = cut(text);
                case "deviceId" -> devices.add(cut(text));
                case "sessionId" -> session = uuid(text);
                default -> {
                    // about nothing that is searched for
                }
            }
        }

        /** {@code {"approve":[…],"unapprove":[…]}}. */
        private void readAmendment(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                    if (json.currentToken() == JsonToken.VALUE_STRING) devices.add(cut(json.getString()));
                    else json.skipChildren();
                }
            }
        }

        private static @Nullable UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException other) {
                return null;
            }
        }
    }
}
