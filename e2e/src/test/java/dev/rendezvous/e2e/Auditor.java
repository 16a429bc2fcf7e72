package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who may look at everything, and asks one query node. */
final class Auditor {
    private static final String NAME = "auditor";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Client node;
    private @Nullable String upTo;

    Auditor(Node queryNode) {
        List<URI> only = List.of(queryNode.url());
        node = new Client(only, only);
    }

    /** From now on asks for what is so after an answer that somebody got before. */
    void after(Answer answer) {
        upTo = answer.header("X-Position");
    }

    Answer get(String path) {
        return ask("GET", path, null, 200);
    }

    Answer post(String path, @Nullable String body) {
        return ask("POST", path, body, 202);
    }

    /** A new checkpoint. */
    Answer sign() {
        return ask("POST", "/audit/checkpoints", null, 201);
    }

    /** What {@code /audit/export} answers: lines. */
    String export(String query) {
        return get("/audit/export?format=ndjson" + query).http().body();
    }

    /** Has the whole history proven; returns how that ended. */
    JsonNode proof() {
        return ended("/audit/proofs", null, "state", "RUNNING");
    }

    /** Has the audit log verified; returns how that ended. */
    JsonNode verification() {
        return ended("/audit/verifications", null, "state", "running");
    }

    /** Has a projection rebuilt beside the one that serves; returns how that ended. */
    JsonNode replay(String projection, String takeOver) {
        return ended("/projections/" + projection + "/replays", Client.json("takeOver", takeOver), "endedAt", "");
    }

    private JsonNode ended(String path, @Nullable String body, String member, String meanwhile) {
        String location = post(path, body).header("Location");
        await(path).atMost(PATIENCE).until(() -> !get(location).text(member).equals(meanwhile));
        return get(location).body();
    }

    private Answer ask(String method, String path, @Nullable String body, int status) {
        String position = upTo;
        Answer answer = node.as(
                NAME,
                method,
                path,
                body,
                request -> position == null ? request : request.header("X-Min-Position", position));
        assertThat(answer.status())
                .as("%s %s: %s", method, path, answer.http().body())
                .isEqualTo(status);
        return answer;
    }
}
