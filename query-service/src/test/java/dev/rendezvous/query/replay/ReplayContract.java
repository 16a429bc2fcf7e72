package dev.rendezvous.query.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReplayedHistory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Rebuilding projections while they serve (R54), on every SQL engine. */
@Timeout(120)
abstract class ReplayContract {
    private static final String PROJECTION = "linked-devices";
    private static final String DYING = "a node that dies";

    @Autowired
    private EventStore history;

    @Autowired
    private ReplayedHistory replayed;

    @Autowired
    private EventLog log;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private JdbcClient db;

    @Autowired
    private Clock clock;

    @Autowired
    private ReplayTable table;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private List<Replayable> projections;

    private final int port;
    private final WebTestClient http;
    private final HttpClient television = HttpClient.newHttpClient();

    ReplayContract(int port) {
        this.port = port;
        this.http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** A linked device, its account, its token. */
    private record Television(AccountId account, DeviceId device, TokenRef token) {
        static Television fresh() {
            return new Television(
                    new AccountId("viewer-" + UUID.randomUUID()),
                    new DeviceId("TV-" + UUID.randomUUID()),
                    new TokenRef("k1", UUID.randomUUID()));
        }

        List<Object> linked() {
            return List.of(
                    new AccountOpened(account, "standard"),
                    new DeviceLinked(account, device, "roku", "TV", new SessionId(UUID.randomUUID()), token, null),
                    new DeviceApproved(account, device, DeviceApproved.Cause.FIRST_SIGN_ON, null, null));
        }
    }

    @BeforeEach
    void no_replay_runs() {
        await().until(() -> table.running().isEmpty());
    }

    @Test
    void a_replay_takes_over_unnoticed_by_those_who_read_and_write() throws Exception {
        aHistory(300);
        List<Television> quiet = List.of(Television.fresh(), Television.fresh());
        quiet.forEach(tv -> happened(tv.linked()));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService viewers = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) all.add(viewers.submit(() -> zapsUntil(over, answers)));
            for (Television tv : quiet) all.add(viewers.submit(() -> watchesUntil(over, tv, answers)));
            for (int i = 0; i < 2; i++) { // there and back
                long generation = generation();
                Map<String, Object> replay = ended(started("ALWAYS"));
                assertThat(replay).containsEntry("state", "TAKEN_OVER");
                assertThat(comparisonOf(replay)).containsEntry("equal", true).containsEntry("differing", 0);
                assertThat(generation()).isEqualTo(generation + 1);
            }
            over.set(true);
            for (Future<?> one : all) one.get(30, TimeUnit.SECONDS);
        } finally {
            over.set(true);
            viewers.shutdownNow();
        }
        assertThat(answers.get()).isPositive();
        assertThat(rows(generation() + 1)).isZero();
    }

    @Test
    void the_poll_view_is_rebuilt_unnoticed_by_televisions() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService screens = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) all.add(screens.submit(() -> asksForCodesUntil(over, answers)));
            for (int i = 0; i < 3; i++) {
                int before = answers.get();
                await().until(() -> answers.get() > before + 20);
                Map<String, Object> replay = ended("poll-view", started("poll-view", "ALWAYS"));
                assertThat(replay).containsEntry("state", "TAKEN_OVER");
                assertThat(comparisonOf(replay)).as("%s", replay).containsEntry("equal", true);
            }
            over.set(true);
            for (Future<?> one : all) one.get(30, TimeUnit.SECONDS);
        } finally {
            over.set(true);
            screens.shutdownNow();
        }
    }

    @Test
    void what_differs_is_told_before_it_serves_and_then_put_right_on_this_node_too() {
        Television renamed = Television.fresh();
        Television lost = Television.fresh();
        happened(renamed.linked());
        happened(lost.linked());
        await().until(() -> status(lost, log.head()) == 200 && status(renamed, log.head()) == 200);
        update("UPDATE %s SET operator_status = 'DISABLED' WHERE account_id = ?", renamed);
        update("DELETE FROM %s WHERE account_id = ?", lost);
        happened(List.of(new DeviceRenamed(renamed.account(), renamed.device(), "Kitchen"))); // read again
        await().until(() -> body(renamed).contains("\"operatorStatus\":\"DISABLED\""));

        long generation = generation();
        Map<String, Object> checked = ended(started("IF_EQUAL"));
        assertThat(checked).containsEntry("state", "CHECKED");
        assertThat(comparisonOf(checked)).containsEntry("equal", false).containsEntry("differing", 2);
        assertThat(String.valueOf(comparisonOf(checked).get("examples")))
                .contains("linked_device " + renamed.account(), "linked_device " + lost.account());
        assertThat(generation()).isEqualTo(generation);
        assertThat(rows(generation + 1)).isZero();

        assertThat(ended(started("ALWAYS"))).containsEntry("state", "TAKEN_OVER");
        await().until(() -> body(renamed).contains("\"operatorStatus\":\"ENABLED\""));
        await().until(() -> status(lost, log.head()) == 200);
        assertThat(comparisonOf(ended(started("NEVER")))).containsEntry("equal", true);
    }

    @ParameterizedTest
    @CsvSource({"linked-devices, 10", "audit-log, 12"})
    void whatever_kills_a_node_between_two_steps_another_goes_on_and_ends_it(String projection, int most) {
        aHistory(50);
        for (int steps = 1; steps <= most; steps++) {
            UUID id = UUID.randomUUID();
            assertThat(table.add(id, projection, projection, TakeOver.ALWAYS, DYING))
                    .isTrue();
            assertThatThrownBy(run(projection, id, dyingAfter(steps), DYING)::run)
                    .isInstanceOfAny(
                            Died.class, ReplayEnd.class); // where there is one process, it waits for no sign of others
            if (steps > 1) tenSecondsPass(id); // once they are waited for

            Map<String, Object> replay = ended(projection, id);
            assertThat(replay).describedAs("%d steps", steps).containsEntry("state", "TAKEN_OVER");
            assertThat(comparisonOf(replay)).containsEntry("equal", true);
            assertThat(rows(projection, generation(projection) + 1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linked-devices", "audit-log"})
    void a_node_that_was_thought_dead_changes_nothing_any_more(String projection) {
        aHistory(20);
        UUID id = UUID.randomUUID();
        table.add(id, projection, projection, TakeOver.ALWAYS, "a slow node");
        ReplayRow row = table.find(id).orElseThrow();
        long generation = generation(projection);
        if (table.claim(row, "another node")) {
            assertThatThrownBy(run(projection, id, transaction, "a slow node")::run)
                    .isInstanceOf(ReplayEnd.class);
            assertThat(generation(projection)).isEqualTo(generation);
        }
        tenSecondsPass(id);
        assertThat(ended(projection, id)).containsEntry("state", "TAKEN_OVER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linked-devices", "audit-log"})
    void a_second_request_is_told_of_the_first_and_cancelling_leaves_everything_as_it_was(String projection) {
        aHistory(2_000);
        long generation = generation(projection);
        UUID id = started(projection, "ALWAYS");
        post(projection, "ALWAYS")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("CONFLICT")
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains(id.toString()));
        http.delete()
                .uri("/projections/{name}/replays/{id}", projection, id)
                .headers(headers -> headers.setBasicAuth("auditor", "demo"))
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(ended(projection, id)).containsEntry("state", "CANCELLED");
        assertThat(generation(projection)).isEqualTo(generation);
        assertThat(rows(projection, generation + 1)).isZero();
    }

    @Test
    void what_is_not_there_is_not_found_and_nonsense_is_refused() {
        http.post()
                .uri("/projections/nothing/replays")
                .headers(headers -> headers.setBasicAuth("operator", "demo"))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("PROJECTION_UNKNOWN");
        get(PROJECTION, UUID.randomUUID()).expectStatus().isNotFound();
        post(PROJECTION, "PERHAPS").expectStatus().isBadRequest();
    }

    /** Asks for a code and polls until it is linked, over and over; no answer is older than the one before. */
    private void asksForCodesUntil(AtomicBoolean over, AtomicInteger answers) {
        while (!over.get()) {
            Television tv = Television.fresh();
            SessionId session = new SessionId(UUID.randomUUID());
            RegistrationCode code = randomCode();
            happened(List.of(
                    new CodeIssued(session, code, tv.device(), null, null, null, Duration.ofSeconds(30), expiry())));
            for (int i = 0; i < 5; i++) assertThat(poll(tv, code)).contains("\"incomplete\"");
            happened(List.of(new SessionLinked(session, tv.account(), tv.token())));
            await().until(() -> poll(tv, code).contains("\"success\""));
            for (int i = 0; i < 5; i++) assertThat(poll(tv, code)).contains("\"success\"");
            answers.addAndGet(10);
        }
    }

    private Instant expiry() {
        return clock.instant().plusSeconds(900);
    }

    private String poll(Television tv, RegistrationCode code) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/registration/link?deviceID=%s&regCode=%s"
                                .formatted(port, tv.device(), code.value())))
                        .header("Accept", "application/json"))
                .body();
    }

    private static RegistrationCode randomCode() {
        return new RegistrationCode(ThreadLocalRandom.current()
                .ints(12, 0, RegistrationCode.ALPHABET.length())
                .mapToObj(letter -> RegistrationCode.ALPHABET.substring(letter, letter + 1))
                .collect(Collectors.joining()));
    }

    /** Changes its own device, and is told of each change. */
    private void zapsUntil(AtomicBoolean over, AtomicInteger answers) {
        Television tv = Television.fresh();
        happened(tv.linked());
        for (int i = 0; !over.get(); i++) {
            OperatorStatus status = i % 2 == 0 ? OperatorStatus.DISABLED : OperatorStatus.ENABLED;
            happened(List.of(new OperatorStatusChanged(tv.account(), tv.device(), status, null)));
            HttpResponse<String> answer = me(tv, log.head());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"operatorStatus\":\"" + status + "\"");
            answers.incrementAndGet();
        }
        happened(List.of(new DeviceUnlinked(tv.account(), tv.device(), DeviceUnlinked.Reason.USER)));
        assertThat(me(tv, log.head()).statusCode()).isEqualTo(401);
    }

    /** Is read from the tables again and again, and never changes. */
    private void watchesUntil(AtomicBoolean over, Television tv, AtomicInteger answers) {
        while (!over.get()) {
            happened(List.of(new DeviceRenamed(tv.account(), tv.device(), "TV")));
            HttpResponse<String> answer = me(tv, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"operatorStatus\":\"ENABLED\",\"activationStatus\":\"ACTIVE\"");
            answers.incrementAndGet();
        }
    }

    private void aHistory(int televisions) {
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < televisions; i++) {
            Television tv = Television.fresh();
            events.addAll(tv.linked());
            if (i % 3 == 0) events.add(new DeviceUnlinked(tv.account(), tv.device(), DeviceUnlinked.Reason.USER));
        }
        happened(events);
    }

    private void happened(List<?> events) {
        history.publish(events.stream().map(GenericEventMessage::asEventMessage).toList());
    }

    /** After which a node that gave no sign is gone. */
    private void tenSecondsPass(UUID id) {
        db.sql("UPDATE replay SET beat_at = ? WHERE id = ? AND running IS NOT NULL")
                .params(clock.instant().minusSeconds(11).atOffset(ZoneOffset.UTC), id)
                .update();
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** As if the process ended right after so many transactions. */
    private TransactionOperations dyingAfter(int steps) {
        AtomicInteger left = new AtomicInteger(steps);
        return new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                if (left.getAndDecrement() == 0) throw new Died();
                return requireNonNull(transaction.execute(action));
            }
        };
    }

    private ReplayRun run(String name, UUID id, TransactionOperations steps, String node) {
        Replayable projection = projections.stream()
                .filter(one -> one.projection().equals(name))
                .findFirst()
                .orElseThrow();
        ReplayPace restless = new ReplayPace(new Demand(() -> 0, System::nanoTime, 1), 1, System::nanoTime);
        return new ReplayRun(id, node, projection, table, replayed, log, steps, restless, new CountDownLatch(1));
    }

    private UUID started(String takeOver) {
        return started(PROJECTION, takeOver);
    }

    private UUID started(String projection, String takeOver) {
        URI location = post(projection, takeOver)
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        String path = requireNonNull(location).getPath();
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private Map<String, Object> ended(UUID id) {
        return ended(PROJECTION, id);
    }

    private Map<String, Object> ended(String projection, UUID id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> replay(projection, id).get("endedAt") != null);
        return replay(projection, id);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> comparisonOf(Map<String, Object> replay) {
        return (Map<String, Object>) requireNonNull(replay.get("comparison"));
    }

    private Map<String, Object> replay(String projection, UUID id) {
        return requireNonNull(get(projection, id)
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec get(String projection, UUID id) {
        return http.get()
                .uri("/projections/{name}/replays/{id}", projection, id)
                .headers(headers -> headers.setBasicAuth("auditor", "demo"))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String projection, String takeOver) {
        return http.post()
                .uri("/projections/{name}/replays", projection)
                .headers(headers -> headers.setBasicAuth("operator", "demo"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"takeOver\":\"%s\"}".formatted(takeOver))
                .exchange();
    }

    private int status(Television tv, @Nullable Long minPosition) {
        return me(tv, minPosition).statusCode();
    }

    private String body(Television tv) {
        return me(tv, null).body();
    }

    private HttpResponse<String> me(Television tv, @Nullable Long minPosition) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/devices/me"))
                .header("Authorization", "Bearer " + tokens.tokenOf(tv.token()));
        if (minPosition != null) request.header("X-Min-Position", String.valueOf(minPosition));
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return television
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void update(String sql, Television tv) {
        db.sql(sql.formatted(tableOf(PROJECTION, generation())))
                .param(tv.account().value())
                .update();
    }

    private long rows(long generation) {
        return rows(PROJECTION, generation);
    }

    private long rows(String projection, long generation) {
        return db.sql("SELECT COUNT(*) FROM " + tableOf(projection, generation))
                .query(Long.class)
                .single();
    }

    private static String tableOf(String projection, long generation) {
        String table = projection.equals(PROJECTION) ? "linked_device" : "audit_entry";
        return generation % 2 == 0 ? table : table + "_odd";
    }

    private long generation() {
        return generation(PROJECTION);
    }

    private long generation(String projection) {
        return db.sql("SELECT generation FROM projection_generation WHERE projection = ?")
                .param(projection)
                .query(Long.class)
                .single();
    }
}
