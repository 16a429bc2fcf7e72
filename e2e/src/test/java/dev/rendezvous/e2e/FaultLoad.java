package dev.rendezvous.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that link more televisions than they may, through nodes that come and go. As a gateway does, whoever gets no answer,
 * or is told to come again, asks another node; the same command always has the same idempotency key.
 */
final class FaultLoad implements AutoCloseable {
    /** The standard profile's device limit, and two more. */
    static final int LIMIT = 5;

    private static final int TELEVISIONS = LIMIT + 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(60);

    private final Client client;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger number = new AtomicInteger();
    private final Collection<Resident> residents = new ConcurrentLinkedQueue<>();
    private final AtomicInteger links = new AtomicInteger();
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopped;

    FaultLoad(Client client, int households) {
        this.client = client.withPatience(PATIENCE);
        threads = Executors.newFixedThreadPool(households);
        for (int i = 0; i < households; i++) running.add(threads.submit(this::live));
    }

    /** A television, and what was acknowledged of it. */
    record Resident(String account, String device, String token, boolean linked) {}

    /** How many links were acknowledged so far. */
    int links() {
        return links.get();
    }

    /** Ends the load; returns everything that was acknowledged. */
    Collection<Resident> stop() throws InterruptedException, ExecutionException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(90, TimeUnit.SECONDS)) throw new IllegalStateException("the load does not end");
        for (Future<?> household : running) household.get(); // what went wrong there
        return residents;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void live() {
        while (!stopped) {
            String account = "account-%s-%d".formatted(run, number.incrementAndGet());
            command("PUT", "/accounts/" + account, "{\"profile\":\"standard\"}", 201, 200);
            for (int television = 1; television <= TELEVISIONS && !stopped; television++) {
                link(account, account + "-" + television, television == 1);
            }
        }
    }

    private void link(String account, String device, boolean unlinkedAgain) {
        Answer code = expect(patiently(() -> client.askForCode(device)), 200, 429);
        if (code.status() == 429) return; // lost answers left it with as many codes as it may have (R5)
        String regCode = code.text("regCode");
        Answer answer = command("POST", "/accounts/" + account + "/devices", Client.json("regCode", regCode), 201, 409);
        if (answer.status() == 409) {
            if (!answer.text("code").equals("DEVICE_LIMIT_REACHED")) throw unexpected(answer);
            return;
        }
        links.incrementAndGet();
        String token = expect(patiently(() -> client.awaitOutcome(device, regCode)), 200)
                .text("deviceToken");
        if (token.isEmpty()) throw new AssertionError("no token for " + device);
        if (unlinkedAgain) command("DELETE", "/accounts/" + account + "/devices/" + device, null, 204);
        residents.add(new Resident(account, device, token, !unlinkedAgain));
    }

    private Answer command(String method, String path, @Nullable String body, int... expected) {
        String key = UUID.randomUUID().toString();
        Answer answer = patiently(
                () -> client.as("operator", method, path, body, request -> request.header("Idempotency-Key", key)));
        return expect(answer, expected);
    }

    private static Answer expect(Answer answer, int... expected) {
        for (int status : expected) {
            if (answer.status() == status) return answer;
        }
        throw unexpected(answer);
    }

    /** Asks until there is an answer that is not 503, a lost race, or that the outcome is not known there yet. */
    private static Answer patiently(Question question) {
        long deadline = System.nanoTime() + LONGEST_FAULT.toNanos();
        while (true) {
            try {
                Answer answer = question.ask();
                boolean comeAgain = answer.status() == 503
                        || answer.text("code").equals("CONFLICT")
                        || answer.text("status").equals("incomplete");
                if (!comeAgain) return answer;
                if (System.nanoTime() > deadline) throw unexpected(answer);
            } catch (UncheckedIOException gone) {
                if (System.nanoTime() > deadline) throw gone;
            }
        }
    }

    private interface Question {
        Answer ask();
    }

    private static AssertionError unexpected(Answer answer) {
        return new AssertionError(
                "got %d %s".formatted(answer.status(), answer.http().body()));
    }
}
