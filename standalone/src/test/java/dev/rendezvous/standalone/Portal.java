package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with the product as televisions and account holders do. */
record Portal(int port) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param position the answer's {@code X-Position}; -1 if it has none */
    record Answer(int status, JsonNode body, long position) {
        String text(String member) {
            return body.path(member).asString("");
        }

        /** The same answer, which must have this status. */
        Answer with(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        /** The same answer, which must be a refusal. */
        Answer with(int expected, String code) {
            assertThat(with(expected).text("code")).isEqualTo(code);
            return this;
        }
    }

    Answer askForCode(String deviceId) throws IOException, InterruptedException {
        return get("/registration/pre-registration?deviceID=" + deviceId);
    }

    Answer poll(String deviceId, String regCode) throws IOException, InterruptedException {
        return get("/registration/link?deviceID=%s&regCode=%s".formatted(deviceId, regCode));
    }

    /** What a poll is told after the code was entered. */
    Answer outcome(String deviceId, String regCode) throws IOException, InterruptedException {
        String path = "/registration/link?deviceID=%s&regCode=%s".formatted(deviceId, regCode);
        return send(to(path).header("Prefer", "wait=10"));
    }

    Answer claim(String accountId, String regCode) throws IOException, InterruptedException {
        return post(accountId, "claims", regCode);
    }

    Answer link(String accountId, String regCode) throws IOException, InterruptedException {
        return post(accountId, "devices", regCode);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    private Answer post(String accountId, String what, String regCode) throws IOException, InterruptedException {
        String path = "/accounts/%s/%s".formatted(accountId, what);
        return as(accountId, "POST", path, "{\"regCode\":\"%s\"}".formatted(regCode));
    }

    /** One of the local users sends a JSON body. */
    Answer as(String user, String method, String path, String body) throws IOException, InterruptedException {
        return send(authorised(path, basic(user), body, method));
    }

    /** One of the local users reads what is known at a position. */
    Answer read(String user, String path, long minPosition) throws IOException, InterruptedException {
        return send(to(path).header("Authorization", basic(user)).header("X-Min-Position", Long.toString(minPosition)));
    }

    /** One of the local users reads what is no JSON. */
    String text(String user, String path) throws IOException, InterruptedException {
        HttpRequest request = to(path).header("Authorization", basic(user)).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** A linked device sends a JSON body. */
    Answer asDevice(String token, String method, String path, String body) throws IOException, InterruptedException {
        return send(authorised(path, "Bearer " + token, body, method));
    }

    /** A linked device reads what is known at a position. */
    Answer readAsDevice(String token, String path, long minPosition) throws IOException, InterruptedException {
        return send(to(path).header("Authorization", "Bearer " + token)
                .header("X-Min-Position", Long.toString(minPosition)));
    }

    private static String basic(String user) {
        byte[] credentials = (user + ":demo").getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private HttpRequest.Builder authorised(String path, String credentials, String body, String method) {
        return to(path).header("Authorization", credentials)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        long position = answer.headers().firstValueAsLong("X-Position").orElse(-1);
        JsonNode body = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        return new Answer(answer.statusCode(), body, position);
    }
}
