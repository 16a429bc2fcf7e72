package dev.rendezvous.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens accounts on a profile with unlimited changes and links a device to each, all by commands over HTTP; writes down
 * which: one line an account, {@code account device}.
 */
public final class LinkHouseholds {
    private static final Pattern CODE = Pattern.compile("\"regCode\":\"([A-Z]+)\"");
    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.US_ASCII));
    private static final int IN_FLIGHT = 64;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private LinkHouseholds(String url) {
        this.url = url;
    }

    /** @param args the product's URL, how many accounts, the file to write */
    public static void main(String[] args) throws IOException, InterruptedException {
        LinkHouseholds households = new LinkHouseholds(args[0]);
        households.operator("PUT", "/profiles/unlimited", "{}").join();
        Semaphore places = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(args[2])))) {
            for (int number = 0; number < Integer.parseInt(args[1]); number++) {
                places.acquire();
                String name = run + "-" + number;
                var unused = households.link(name).whenComplete((linked, failure) -> {
                    if (failure == null) file.println("account-" + name + " device-" + name);
                    else failed.compareAndSet(null, failure);
                    places.release();
                });
            }
            places.acquire(IN_FLIGHT);
        }
        if (failed.get() != null) throw new IllegalStateException("an account has no device", failed.get());
    }

    private CompletableFuture<String> link(String name) {
        String account = "/accounts/account-" + name;
        HttpRequest ask = HttpRequest.newBuilder(
                        URI.create(url + "/registration/pre-registration?deviceID=device-" + name))
                .header("Accept", "application/json")
                .build();
        return operator("PUT", account, "{\"profile\":\"unlimited\"}")
                .thenCompose(opened -> send(ask))
                .thenApply(LinkHouseholds::codeIn)
                .thenCompose(code -> operator("POST", account + "/devices", "{\"regCode\":\"%s\"}".formatted(code)));
    }

    private static String codeIn(String answer) {
        Matcher code = CODE.matcher(answer);
        if (!code.find()) throw new IllegalStateException("no code in " + answer);
        return code.group(1);
    }

    private CompletableFuture<String> operator(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", OPERATOR)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private CompletableFuture<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() / 100 == 2) return answer.body();
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        });
    }
}
