package dev.rendezvous.command.registration;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesAreUniqueTest {
    /** More than the 160,000 shortest codes there are. */
    private static final int CODES = 200_000;

    private static final int THREADS = 16;
    private static final int AT_ONCE = 512;

    /** A code is asked for every millisecond, so that up to 8,000 of the 160,000 shortest codes are live. */
    private static final Duration LIFETIME = Duration.ofSeconds(8);

    private static final Caller DEVICE = new Caller("tv", Role.DEVICE, null, "test");

    @TempDir
    Path dataDir;

    private final TestClock clock = new TestClock();

    @Test
    void no_code_is_live_twice_while_codes_collide_expire_and_are_cancelled() throws Exception { // R3
        String[] settings = {
            "rendezvous.registration.min-code-length=4",
            "rendezvous.registration.guess-bound=1",
            "rendezvous.registration.code-lifetime=" + LIFETIME.toSeconds() + "s",
            "rendezvous.registration.sweep-interval=10ms"
        };
        try (CommandNode node = CommandNode.start(dataDir, clock, settings);
                Warnings warnings = new Warnings()) {
            issue(node, 0, CODES / 2);
            clock.advance(LIFETIME);
            node.bean(ExpirySweep.class).sweep(); // from here on, there are codes to use again
            issue(node, CODES / 2, CODES);
            History history = new History();
            replay(node, history);
            assertThat(history.issued).isEqualTo(CODES);
            assertThat(history.sessionOf.size()).as("codes, some used again").isLessThan(CODES);
            assertThat(history.sessionOf.keySet()).allMatch(code -> code.value().length() == 4); // R2
            assertThat(warnings.lines()).isEmpty();
        }
    }

    private void issue(CommandNode node, int from, int to) throws Exception {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService askers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                asked.add(askers.submit(() -> issueAll(node, next, to, room)));
            }
            for (Future<?> thread : asked) thread.get();
        } finally {
            askers.shutdownNow();
        }
    }

    private Object issueAll(CommandNode node, AtomicInteger next, int to, Semaphore room) throws InterruptedException {
        List<CompletableFuture<Void>> issued = new ArrayList<>();
        for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
            room.acquire();
            clock.advance(Duration.ofMillis(1));
            issued.add(issue(node, number).whenComplete((done, thrown) -> room.release()));
        }
        issued.forEach(CommandNode::await);
        return issued.size();
    }

    /** Every sixteenth code is cancelled at once: it may not be used again before its lifetime has passed. */
    private static CompletableFuture<Void> issue(CommandNode node, int number) {
        CompletableFuture<IssuedCode> issued =
                node.send(new IssueCode(new DeviceId("tv-" + number), null, null, null), DEVICE);
        return number % 16 == 0
                ? issued.thenCompose(code -> node.send(new CancelSession(code.sessionId()), OPERATOR))
                : issued.thenAccept(code -> {});
    }

    private static void replay(CommandNode node, History history) {
        long position = -1;
        List<Long> page;
        do {
            page = node.db()
                    .sql("SELECT global_index, payload_type, payload_revision, payload FROM domain_event"
                            + " WHERE global_index > ? ORDER BY global_index LIMIT 10000")
                    .param(position)
                    .query((row, number) -> {
                        history.on(node.<RegistrationEvent>read(row.getBytes(4), row.getString(2), row.getString(3)));
                        return row.getLong(1);
                    })
                    .list();
            if (!page.isEmpty()) position = page.get(page.size() - 1);
        } while (!page.isEmpty());
    }

    /** Walks the event log in its order and checks each code when it is issued. */
    private static final class History {
        private record Session(SessionId id, Instant expiresAt) {}

        private final Map<RegistrationCode, Session> sessionOf = new HashMap<>();
        private final Set<SessionId> live = new HashSet<>();
        private int issued;

        void on(RegistrationEvent event) {
            if (event instanceof CodeIssued code) {
                issued++;
                Session before = sessionOf.put(code.code(), new Session(code.sessionId(), code.expiresAt()));
                if (before != null) requireDead(before, code);
                assertThat(live.add(code.sessionId())).isTrue();
            } else {
                assertThat(live.remove(event.sessionId()))
                        .as("one ending a session")
                        .isTrue(); // R14
            }
        }

        private void requireDead(Session before, CodeIssued code) {
            Instant now = code.expiresAt().minus(LIFETIME);
            if (live.contains(before.id()) || now.isBefore(before.expiresAt())) {
                throw new AssertionError("%s is live twice: %s and %s".formatted(code.code(), before, code));
            }
        }
    }
}
