package dev.rendezvous.e2e;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** An HTTP answer, with its JSON body read; an empty object if there is none. */
record Answer(int status, JsonNode body, HttpResponse<String> http) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> http) {
        String type = http.headers().firstValue("Content-Type").orElse("");
        JsonNode body = type.contains("json") && !type.contains("ndjson")
                ? JSON.readTree(http.body())
                : JsonNodeFactory.instance.objectNode();
        return new Answer(http.statusCode(), body, http);
    }

    /** A text member of the body; empty if it is missing. */
    String text(String member) {
        return body.path(member).asString("");
    }

    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }
}
