package dev.rendezvous.standalone;

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

    record Answer(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).asString("");
        }
    }

    Answer askForCode(String deviceId) throws IOException, InterruptedException {
        return get("/registration/pre-registration?deviceID=" + deviceId);
    }

    Answer poll(String deviceId, String regCode) throws IOException, InterruptedException {
        return get("/registration/link?deviceID=%s&regCode=%s".formatted(deviceId, regCode));
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
        byte[] credentials = (user + ":demo").getBytes(StandardCharsets.UTF_8);
        return send(
                to(path).header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
    }
}
