package dev.rendezvous.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the product with live sessions, and writes down which: one line a session, {@code deviceID regCode}. */
public final class IssueCodes {
    private static final Pattern CODE = Pattern.compile("\"regCode\":\"([A-Z]+)\"");
    private static final int IN_FLIGHT = 128;

    private IssueCodes() {}

    /** @param args the product's URL, how many sessions, the file to write */
    public static void main(String[] args) throws IOException, InterruptedException {
        long sessions = Long.parseLong(args[1]);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Semaphore places = new Semaphore(IN_FLIGHT);
        AtomicLong failed = new AtomicLong();
        AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(args[2])))) {
            for (long number = 0; number < sessions; number++) {
                places.acquire();
                String device = "D-" + run + "-" + number;
                var unused = ask(http, args[0], device).whenComplete((code, failure) -> {
                    if (failure == null) file.println(device + " " + code);
                    else if (failed.getAndIncrement() == 0) first.set(failure);
                    places.release();
                });
            }
            places.acquire(IN_FLIGHT);
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + sessions + " codes were not issued", first.get());
        }
    }

    private static CompletableFuture<String> ask(HttpClient http, String url, String device) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/registration/pre-registration?deviceID=" + device))
                .header("Accept", "application/json")
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            Matcher code = CODE.matcher(answer.body());
            if (!code.find()) throw new IllegalStateException("no code in " + answer.body());
            return code.group(1);
        });
    }
}
