package dev.rendezvous.command.registration;

import static dev.rendezvous.command.CommandNode.holder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import dev.rendezvous.engine.AggregateVersions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Two command nodes on one PostgreSQL; the clock of one that sweeps is a little ahead of the clock of one where people link. */
@Timeout(120)
class ExpiryOnTwoNodesTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMillis(5);
    private static final TestClock CLOCK = new TestClock();
    private static final TestClock CLOCK_AHEAD = new TestClock();
    private static final AtomicReference<@Nullable Runnable> IN_BETWEEN = new AtomicReference<>();

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable CommandNode ahead;
    private static @Nullable CommandNode behind;

    private final CommandNode one = requireNonNull(ahead);
    private final CommandNode other = requireNonNull(behind);
    private final String name = UUID.randomUUID().toString();
    private final AccountId account = other.openAccount("account-" + name);

    /** Between a batch's look at its sessions and its events, a test may do something else. */
    static class Interrupted {
        @Bean
        static BeanPostProcessor interruptedVersions() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String beanName) {
                    return bean instanceof AggregateVersions versions ? new Held(versions) : bean;
                }
            };
        }

        private record Held(AggregateVersions versions) implements AggregateVersions {
            @Override
            public Map<String, Long> of(Collection<String> aggregates) {
                Map<String, Long> newest = versions.of(aggregates);
                Runnable inBetween = IN_BETWEEN.getAndSet(null);
                if (inBetween != null) inBetween.run();
                return newest;
            }
        }
    }

    @BeforeAll
    static void start(@TempDir Path dataDir) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        CLOCK_AHEAD.advance(AHEAD);
        ahead = CommandNode.startOn(postgres, dataDir, CLOCK_AHEAD, List.of(Interrupted.class));
        behind = CommandNode.startOn(postgres, dataDir, CLOCK, List.of(Interrupted.class));
    }

    @AfterAll
    static void stop() throws IOException {
        if (behind != null) behind.close();
        if (ahead != null) ahead.close();
        if (postgres != null) postgres.close();
    }

    @BeforeEach
    void theClockIsOurs() {
        GenericEventMessage.clock = CLOCK;
    }

    private static void advance(Duration time) {
        CLOCK.advance(time);
        CLOCK_AHEAD.advance(time);
    }

    private List<IssuedCode> issue(int codes) {
        return other.issueCodes(IntStream.range(0, codes).mapToObj(number -> number + "-" + name));
    }

    private CompletableFuture<Object> link(IssuedCode issued) {
        return other.send(new LinkDevice(account, issued.code().value(), null, null), holder(account));
    }

    private static void sweep(CommandNode node) {
        node.bean(ExpirySweep.class).sweep();
    }

    private void assertEnded(IssuedCode issued, Class<?> ending) {
        assertThat(other.eventsOf(issued.sessionId()))
                .extracting(Object::getClass)
                .isEqualTo(List.of(CodeIssued.class, ending));
    }

    private void assertCounted() {
        CodeReservations reservations = other.bean(CodeReservations.class);
        assertThat(other.bean(LiveCodes.class).count()).isEqualTo(reservations.countLive());
    }

    @Test
    void two_nodes_that_sweep_at_once_tell_of_each_code_once() { // R14
        List<IssuedCode> issued = issue(1_500);
        advance(LIFETIME);
        try (Warnings warnings = new Warnings()) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> sweep(one)),
                            CompletableFuture.runAsync(() -> sweep(other)))
                    .join();
            assertThat(warnings.lines()).noneMatch(line -> line.startsWith("dev.rendezvous"));
        }
        sweep(one); // what both left to each other
        assertThat(issued).allSatisfy(code -> assertEnded(code, CodeExpired.class));
        assertCounted();
    }

    @Test
    void a_sweep_on_one_node_and_links_on_another_leave_each_session_with_one_ending() { // R14, R20
        List<IssuedCode> issued = issue(200);
        advance(LIFETIME.minus(AHEAD));
        List<CompletableFuture<Object>> links = issued.stream().map(this::link).toList();
        sweep(one);
        CompletableFuture.allOf(links.toArray(CompletableFuture[]::new))
                .handle((done, refused) -> "over")
                .join();
        sweep(one);
        for (int number = 0; number < links.size(); number++) {
            boolean linked = !links.get(number).isCompletedExceptionally();
            if (!linked) assertThat(CommandNode.codeOf(links.get(number))).isEqualTo(RefusalCode.CODE_EXPIRED);
            assertEnded(issued.get(number), linked ? SessionLinked.class : CodeExpired.class);
        }
        assertCounted();
    }

    @Test
    void a_session_that_is_linked_while_its_batch_expires_has_one_ending_and_keeps_no_other_from_theirs() { // R14, R20
        List<IssuedCode> issued = issue(50);
        advance(LIFETIME.minus(AHEAD));
        AtomicReference<@Nullable CompletableFuture<Object>> link = new AtomicReference<>();
        AtomicBoolean met = new AtomicBoolean();
        IN_BETWEEN.set(() -> {
            link.set(link(issued.get(25)));
            await().until(this::somebodyWaits); // the link has appended its event, and needs the batch's row
            met.set(true);
        });
        sweep(one);
        assertThat(met).isTrue();
        CompletableFuture<Object> linked = requireNonNull(link.get());
        linked.handle((done, refused) -> "over").join();
        sweep(one);
        assertThat(issued)
                .filteredOn(code -> !code.equals(issued.get(25)))
                .allSatisfy(code -> assertEnded(code, CodeExpired.class));
        assertEnded(issued.get(25), linked.isCompletedExceptionally() ? CodeExpired.class : SessionLinked.class);
        assertCounted();
    }

    private boolean somebodyWaits() {
        return one.db()
                .sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
                .query(Boolean.class)
                .single();
    }
}
