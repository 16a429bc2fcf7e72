package dev.rendezvous.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says what devices, account holders and operators say to the product. Thread-safe. */
final class Client {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What reads goes to the query nodes and everything else to the command nodes; this is the exception. */
    private static final String ASKS_FOR_CODE = "/registration/pre-registration";

    private static final URI GATEWAY = URI.create("http://gateway");

    private final List<URI> commands;
    private final List<URI> queries;
    private final Duration patience;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param commands nodes that are asked in turn
     * @param queries the same node if there is only one
     */
    Client(List<URI> commands, List<URI> queries) {
        this(commands, queries, Duration.ofSeconds(90));
    }

    private Client(List<URI> commands, List<URI> queries, Duration patience) {
        this.commands = commands;
        this.queries = queries;
        this.patience = patience;
    }

    /** One that gives up sooner. */
    Client withPatience(Duration other) {
        return new Client(commands, queries, other);
    }

    /** A television asks for a code. */
    Answer askForCode(String deviceId) {
        return send(request(ASKS_FOR_CODE + "?deviceID=" + encoded(deviceId)).header("Accept", "application/json"));
    }

    /** A television polls. */
    Answer poll(String deviceId, String regCode) {
        return send(pollRequest(deviceId, regCode));
    }

    /** A television polls and waits for the outcome. */
    Answer awaitOutcome(String deviceId, String regCode) {
        return send(pollRequest(deviceId, regCode).header("Prefer", "wait=10"));
    }

    HttpRequest.Builder pollRequest(String deviceId, String regCode) {
        return request("/registration/link?deviceID=%s&regCode=%s".formatted(encoded(deviceId), encoded(regCode)))
                .header("Accept", "application/json");
    }

    /** A linked television asks what it may do. */
    Answer deviceWith(String token) {
        return send(request("/devices/me").header("Authorization", "Bearer " + token));
    }

    /** A linked television reads something, as it is after an answer that came before. */
    Answer read(String token, String path, Answer before) {
        return send(request("/devices/me" + path)
                .header("Authorization", "Bearer " + token)
                .header("X-Min-Position", before.header("X-Position")));
    }

    Answer signOn(String token) {
        return send(request("/devices/me/sign-ons")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    Answer openAccount(String accountId) {
        return as("operator", "PUT", "/accounts/" + encoded(accountId), "{\"profile\":\"standard\"}");
    }

    Answer setStatus(String accountId, String status) {
        return as("operator", "PUT", "/accounts/" + encoded(accountId) + "/status", json("status", status));
    }

    Answer link(String user, String accountId, String regCode) {
        return as(user, "POST", "/accounts/" + encoded(accountId) + "/devices", json("regCode", regCode));
    }

    Answer claim(String user, String accountId, String regCode) {
        return as(user, "POST", "/accounts/" + encoded(accountId) + "/claims", json("regCode", regCode));
    }

    /** The account's devices and limits, as they are after an answer that came before. */
    Answer devices(String user, String accountId, Answer before) {
        String position = before.header("X-Position");
        return as(
                user,
                "GET",
                "/accounts/" + encoded(accountId) + "/devices",
                null,
                request -> request.header("X-Min-Position", position));
    }

    Answer amend(String user, String accountId, String amendment) {
        return as(user, "POST", "/accounts/" + encoded(accountId) + "/approvals", amendment);
    }

    Answer override(String accountId, String amendment) {
        return as("operator", "POST", "/accounts/" + encoded(accountId) + "/approval-overrides", amendment);
    }

    Answer unlink(String user, String accountId, String deviceId) {
        return as(user, "DELETE", "/accounts/" + encoded(accountId) + "/devices/" + encoded(deviceId), null);
    }

    /** One of the local users sends a request, with a JSON body or none. */
    Answer as(String user, String method, String path, @Nullable String body) {
        return as(user, method, path, body, request -> request);
    }

    Answer as(String user, String method, String path, @Nullable String body, UnaryOperator<HttpRequest.Builder> more) {
        String credentials = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = request(path).header("Authorization", "Basic " + credentials);
        if (body != null) request.header("Content-Type", "application/json");
        return send(more.apply(
                request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(GATEWAY.resolve(path)).timeout(patience);
    }

    /**
     * Sends it to a node that it is for.
     *
     * @throws UncheckedIOException if no answer came, as when the node is killed
     */
    Answer send(HttpRequest.Builder unrouted) {
        HttpRequest request = unrouted.build();
        HttpRequest routed = HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(nodeFor(request).resolve(pathOf(request.uri())))
                .build();
        try {
            return Answer.of(http.send(routed, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private URI nodeFor(HttpRequest request) {
        boolean reads =
                request.method().equals("GET") && !request.uri().getPath().equals(ASKS_FOR_CODE);
        List<URI> nodes = reads ? queries : commands;
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    private static String pathOf(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    static String json(String member, String value) {
        return "{\"%s\":\"%s\"}".formatted(member, value);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
