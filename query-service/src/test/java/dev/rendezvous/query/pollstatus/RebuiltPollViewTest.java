package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.CODE;
import static dev.rendezvous.query.pollstatus.Sample.EXPIRY;
import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static dev.rendezvous.query.pollstatus.Sample.SESSION;
import static dev.rendezvous.query.pollstatus.Sample.TV;
import static dev.rendezvous.query.pollstatus.Sample.issued;
import static dev.rendezvous.query.pollstatus.Sample.linked;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.ScriptedLog;
import dev.rendezvous.query.replay.Comparison;
import dev.rendezvous.query.replay.Replayable.Portion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class RebuiltPollViewTest {
    private static final Duration RETENTION = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(NOON);
    private final PollView view = new PollView();
    private final PollProjection events = new PollProjection(view, clock);
    private final ReadPosition position = new ReadPosition();
    private final RebuiltPollView rebuilt =
            new RebuiltPollView(view, position, new RebuildStart(clock, RETENTION, RETENTION), clock, RETENTION);
    private final HeldPolls held = new HeldPolls(Schedulers.parallel(), 10);
    private final CatchUp catchUp = new CatchUp(new ScriptedLog(), position, PATIENCE);
    private final Polls polls = new Polls(view, () -> true, catchUp, clock, held);

    @AfterEach
    void close() {
        catchUp.close();
    }

    @Test
    void a_rebuilt_view_that_heard_the_same_is_equal_and_answers_the_same() throws Exception {
        bothHear(issued());
        bothHear(linked());

        assertThat(comparison().equal()).isTrue();
        PollOutcome before = session().outcomeAt(NOON.toEpochMilli());
        rebuilt.takeOver(comparison());
        assertThat(session().outcomeAt(NOON.toEpochMilli())).isEqualTo(before);
    }

    @Test
    void what_one_of_them_did_not_hear_differs_and_is_put_right() throws Exception {
        bothHear(issued());
        rebuilt.handle(event(linked()));

        Comparison found = comparison();
        assertThat(found.equal()).isFalse();
        assertThat(found.examples()).containsExactly("session " + SESSION);
        assertThat(session().outcomeAt(NOON.toEpochMilli())).isNull();
        rebuilt.takeOver(found);
        assertThat(session().outcomeAt(NOON.toEpochMilli())).isInstanceOf(PollOutcome.Linked.class);
    }

    @Test
    void a_session_that_only_one_of_them_has_differs() throws Exception {
        rebuilt.handle(event(issued()));
        assertThat(comparison().differing()).isEqualTo(1);
        rebuilt.discard();
        events.on(issued(), NOON);
        assertThat(comparison().differing()).isEqualTo(1);
    }

    @Test
    void many_are_compared_in_portions_each_once_while_more_begin_and_others_are_forgotten() throws Exception {
        int many = 25_000;
        for (int i = 0; i < many; i++) {
            CodeIssued one = issued(Sample.session(), CODE, new DeviceId("TV-" + i), EXPIRY);
            events.on(one, NOON);
            rebuilt.handle(event(one));
        }
        events.on(issued(), NOON); // the other one has not heard of it

        Portion first = rebuilt.compare(null);
        bothHear(issued(Sample.session(), CODE, new DeviceId("late"), EXPIRY));
        Comparison all = first.found();
        for (Portion next = first; next.next() != null; all = all.and(next.found()))
            next = rebuilt.compare(next.next());
        assertThat(all.compared()).isEqualTo(many + 1);
        assertThat(all.examples()).containsExactly("session " + SESSION);

        String rest = rebuilt.compare(null).next();
        clock.moveTo(EXPIRY.plus(RETENTION).plusSeconds(20));
        assertThat(rebuilt.compare(rest)).isEqualTo(new Portion(Comparison.NOTHING, "40000"));
    }

    @Test
    void what_expired_long_ago_is_forgotten_by_both() throws Exception {
        rebuilt.handle(event(issued()));
        clock.moveTo(EXPIRY.plus(RETENTION).plusSeconds(20));

        assertThat(comparison()).isEqualTo(Comparison.NOTHING);
        rebuilt.takeOver(Comparison.NOTHING);
        assertThat(view.find(CODE, TV.value())).isNull();
    }

    @Test
    void the_pace_of_a_session_goes_over() throws Exception { // R12
        bothHear(issued());
        assertThat(session().takeTurn(NOON.toEpochMilli())).isPositive();
        rebuilt.takeOver(comparison());

        assertThat(session().takeTurn(NOON.plusSeconds(1).toEpochMilli())).isNegative();
    }

    @Test
    void a_poll_that_is_held_goes_on_waiting_and_is_told_what_the_new_view_learns() throws Exception { // R13
        bothHear(issued());
        CompletableFuture<PollOutcome> poll = polling(PATIENCE);
        await().until(() -> session().held().length == 1);
        PollSession before = session();
        rebuilt.takeOver(comparison());
        assertThat(session()).isNotSameAs(before);
        await().until(() -> session().held().length == 1);
        await().until(() -> before.held().length == 0);

        events.on(new SessionDenied(SESSION, Sample.VIEWER));
        assertThat(poll.join()).isEqualTo(PollOutcome.Failed.ACCESS_DENIED);
        await().until(() -> held.count() == 0);
    }

    @Test
    void a_poll_that_is_held_through_an_exchange_waits_no_longer_than_it_asked_for() throws Exception {
        bothHear(issued());
        CompletableFuture<PollOutcome> poll = polling(Duration.ofMillis(300));
        rebuilt.takeOver(comparison());

        assertThat(poll.join()).isEqualTo(new PollOutcome.Waiting(30, false));
    }

    private CompletableFuture<PollOutcome> polling(Duration patience) {
        return polls.outcomeOf(new Polls.Poll(CODE, TV.value(), null, patience))
                .toFuture()
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private void bothHear(Object event) throws Exception {
        new AnnotationEventHandlerAdapter(events).handle(event(event));
        rebuilt.handle(event(event));
    }

    private Comparison comparison() {
        return rebuilt.compare(null).found();
    }

    private PollSession session() {
        return requireNonNull(view.find(CODE, TV.value()));
    }

    private static EventMessage<?> event(Object payload) {
        return new GenericDomainEventMessage<>("Session", "s", 0, payload, MetaData.emptyInstance(), "id", NOON);
    }
}
