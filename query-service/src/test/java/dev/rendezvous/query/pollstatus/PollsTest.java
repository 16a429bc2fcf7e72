package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.CODE;
import static dev.rendezvous.query.pollstatus.Sample.EXPIRY;
import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static dev.rendezvous.query.pollstatus.Sample.SESSION;
import static dev.rendezvous.query.pollstatus.Sample.TOKEN;
import static dev.rendezvous.query.pollstatus.Sample.TV;
import static dev.rendezvous.query.pollstatus.Sample.VIEWER;
import static dev.rendezvous.query.pollstatus.Sample.issued;
import static dev.rendezvous.query.pollstatus.Sample.linked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.ScriptedLog;
import dev.rendezvous.query.pollstatus.PollOutcome.Failed;
import dev.rendezvous.query.pollstatus.PollOutcome.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

@Timeout(30)
class PollsTest {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock(NOON);
    private final ScriptedLog log = new ScriptedLog();
    private final ReadPosition position = new ReadPosition();
    private final CatchUp catchUp = new CatchUp(log, position, Duration.ofSeconds(20));
    private final PollView view = new PollView();
    private final PollProjection events = new PollProjection(view, clock);
    private final HeldPolls held = new HeldPolls(Schedulers.parallel(), 5);
    private boolean fresh = true;
    private final Polls polls = new Polls(view, () -> fresh, catchUp, clock, held);

    @AfterEach
    void close() {
        catchUp.close();
    }

    @Test
    void the_whole_cycle_to_the_millisecond() {
        events.on(issued(), NOON);
        assertThat(poll()).isEqualTo(new Waiting(30, false));
        clock.moveTo(EXPIRY.minusMillis(1));
        assertThat(poll()).isEqualTo(new Waiting(30, false));
        events.on(linked(), EXPIRY.minusMillis(1));
        assertThat(poll()).isEqualTo(new PollOutcome.Linked(VIEWER, TOKEN, EXPIRY.minusMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(poll()).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_fast_poll_is_told_so_but_a_decided_session_answers_at_any_pace() {
        events.on(issued(), NOON);
        assertThat(poll()).isEqualTo(new Waiting(30, false));
        assertThat(poll()).isEqualTo(new Waiting(35, true));
        events.on(linked(), NOON);

        for (int i = 0; i < 10; i++) assertThat(poll()).isInstanceOf(PollOutcome.Linked.class);
    }

    @Test
    void a_code_that_the_held_back_view_does_not_know_yet_is_not_called_invalid() {
        log.head = 3;
        CompletableFuture<PollOutcome> poll = polling(Duration.ZERO);
        await().until(() -> log.headReads.get() == 1);
        assertThat(poll).isNotDone();

        events.on(issued(), NOON);
        handledUpTo(3);

        assertThat(poll).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
    }

    @Test
    void a_code_that_the_caught_up_view_does_not_know_is_invalid() {
        log.head = 3;
        handledUpTo(3);

        assertThat(poll()).isEqualTo(Failed.INVALID_CODE);
    }

    @Test
    void known_sessions_cost_no_read_of_the_log() {
        events.on(issued(), NOON);
        for (int i = 0; i < 1_000; i++) poll();

        assertThat(log.headReads).hasValue(0);
    }

    @Test
    void a_view_that_may_have_missed_something_tells_no_token_before_it_has_caught_up() { // R11
        events.on(issued(), NOON);
        events.on(linked(), NOON);
        log.head = 4;
        fresh = false;
        CompletableFuture<PollOutcome> poll = polling(Duration.ZERO);
        await().until(() -> log.headReads.get() == 1);
        assertThat(poll).isNotDone();

        handledUpTo(4);

        assertThat(poll).succeedsWithin(SOON).isInstanceOf(PollOutcome.Linked.class);
    }

    @Test
    void a_flood_of_unknown_codes_does_not_cost_a_read_each() {
        List<CompletableFuture<PollOutcome>> flood = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) flood.add(polling(Duration.ZERO));

        assertThat(flood)
                .allSatisfy(poll -> assertThat(poll).succeedsWithin(SOON).isEqualTo(Failed.INVALID_CODE));
        assertThat(log.headReads.get()).isLessThan(500);
    }

    @Test
    void an_expiry_that_a_claim_on_its_way_has_moved_is_not_told() {
        events.on(issued(), NOON);
        log.head = 4;
        clock.moveTo(EXPIRY);
        CompletableFuture<PollOutcome> poll = polling(Duration.ZERO);
        await().until(() -> log.headReads.get() == 1);
        assertThat(poll).isNotDone();

        events.on(new CodeClaimed(SESSION, VIEWER, EXPIRY.plusSeconds(299)));
        handledUpTo(4);

        assertThat(poll).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
    }

    @Test
    void a_session_with_a_challenge_answers_only_its_verifier() {
        events.on(Sample.issuedWith("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), NOON);
        events.on(linked(), NOON);

        assertThat(outcome(null)).isEqualTo(Failed.INVALID_CODE);
        assertThat(outcome("wrong")).isEqualTo(Failed.INVALID_CODE);
        assertThat(outcome("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).isInstanceOf(PollOutcome.Linked.class);
    }

    @Test
    void a_held_poll_is_answered_when_the_session_is_linked() {
        events.on(issued(), NOON);
        CompletableFuture<PollOutcome> poll = polling(LONG);
        assertThat(held.count()).isEqualTo(1);

        events.on(linked(), NOON);

        assertThat(poll).succeedsWithin(SOON).isInstanceOf(PollOutcome.Linked.class);
        await().until(() -> held.count() == 0);
    }

    @Test
    void a_held_poll_ends_with_its_wait_and_its_successor_may_come_at_once() {
        events.on(issued(), NOON);

        assertThat(polling(SHORT)).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
        assertThat(polling(SHORT)).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
        await().until(() -> held.count() == 0);
    }

    @Test
    void a_held_poll_ends_with_the_session() {
        events.on(issued(), NOON);
        clock.moveTo(EXPIRY.minusMillis(30));
        CompletableFuture<PollOutcome> poll = polling(LONG);
        clock.moveTo(EXPIRY);

        assertThat(poll).succeedsWithin(SOON).isEqualTo(Failed.EXPIRED_CODE);
    }

    @Test
    void a_poll_that_a_client_gives_up_is_held_no_longer() {
        events.on(issued(), NOON);
        Disposable client =
                polls.outcomeOf(new Polls.Poll(CODE, TV.value(), null, LONG)).subscribe();
        assertThat(held.count()).isEqualTo(1);

        client.dispose();

        assertThat(held.count()).isZero();
        PollSession session = view.find(CODE, TV.value());
        assertThat(session).isNotNull();
        assertThat(session.held()).isEmpty();
    }

    @Test
    void a_node_that_goes_down_lets_its_polls_go_and_holds_no_more() {
        events.on(issued(), NOON);
        CompletableFuture<PollOutcome> poll = polling(LONG);

        held.close(view);

        assertThat(poll).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
        assertThat(polling(LONG)).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
        await().until(() -> held.count() == 0);
    }

    @Test
    void a_fast_poll_is_not_held() {
        events.on(issued(), NOON);
        CompletableFuture<PollOutcome> first = polling(LONG);

        assertThat(first).isNotDone();
        assertThat(polling(LONG)).succeedsWithin(SOON).isEqualTo(new Waiting(35, true));
    }

    @Test
    void no_more_polls_are_held_than_there_are_places() {
        List<CompletableFuture<PollOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String device = "tv-" + i;
            events.on(issued(Sample.session(), CODE, new DeviceId(device), EXPIRY), NOON);
            all.add(polls.outcomeOf(new Polls.Poll(CODE, device, null, LONG)).toFuture());
        }

        assertThat(all.get(5)).succeedsWithin(SOON).isEqualTo(new Waiting(30, false));
        assertThat(all.subList(0, 5)).noneMatch(CompletableFuture::isDone);
        assertThat(held.count()).isEqualTo(5);
    }

    private PollOutcome poll() {
        return polling(Duration.ZERO).join();
    }

    private PollOutcome outcome(@Nullable String verifier) {
        return polls.outcomeOf(new Polls.Poll(CODE, TV.value(), verifier, Duration.ZERO))
                .toFuture()
                .join();
    }

    private CompletableFuture<PollOutcome> polling(Duration patience) {
        return polls.outcomeOf(new Polls.Poll(CODE, TV.value(), null, patience)).toFuture();
    }

    private void handledUpTo(long index) {
        position.reached(new GlobalSequenceTrackingToken(index));
    }
}
