package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object. Numbers and booleans count as their text, null as missing; anything nested is refused. */
final class JsonValues {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonValues() {}

    static void readInto(RendezvousValues values, String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw malformed();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
                readMember(values, json);
            }
            if (json.nextToken() != null) throw malformed();
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static void readMember(RendezvousValues values, JsonParser json) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (token == null || name == null) throw malformed();
        if (token.isStructStart() && RendezvousValues.isKnown(name)) throw new InvalidRequest(name, "must be a string");
        if (token.isStructStart()) json.skipChildren();
        else values.add(name, token == JsonToken.VALUE_NULL ? "" : json.getString());
    }

    private static InvalidRequest malformed() {
        return new InvalidRequest("body", "is not a JSON object");
    }
}
