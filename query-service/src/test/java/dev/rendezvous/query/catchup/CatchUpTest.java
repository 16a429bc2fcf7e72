package dev.rendezvous.query.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.ReadPosition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CatchUpTest {
    private final ScriptedLog log = new ScriptedLog();
    private final ReadPosition position = new ReadPosition();
    private CatchUp catchUp = new CatchUp(log, position, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        catchUp.close();
    }

    @Test
    void a_view_at_the_head_keeps_nobody_waiting() {
        log.head = 7;
        reached(7);

        assertThat(waiting().orTimeout(10, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void an_empty_log_keeps_nobody_waiting() {
        assertThat(waiting()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_view_held_back_lets_go_when_it_has_passed_the_head_and_not_before() throws Exception {
        log.head = 7;
        reached(5);
        CompletableFuture<Void> wait = waiting();
        awaitHeadReads(1);
        reached(6);
        settle();
        assertThat(wait).isNotDone();

        reached(7);

        assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void events_after_the_head_that_was_read_are_not_waited_for() throws Exception {
        log.head = 7;
        CompletableFuture<Void> wait = waiting();
        awaitHeadReads(1);
        log.head = 1_000;
        reached(7);

        assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_gap_that_was_rolled_back_keeps_nobody_waiting() {
        log.head = 9;
        reached(9, 4, 5);

        assertThat(waiting()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_gap_that_holds_a_committed_event_is_waited_for() throws Exception {
        log.head = 9;
        log.committed.add(5L);
        reached(9, 4, 5);
        CompletableFuture<Void> wait = waiting();
        awaitHeadReads(1);
        settle();
        assertThat(wait).isNotDone();

        reached(9, 4);

        assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_late_commit_above_the_head_that_was_read_is_not_waited_for() throws Exception {
        log.head = 9;
        CompletableFuture<Void> wait = waiting();
        awaitHeadReads(1);
        log.committed.add(12L);
        reached(15, 12);

        assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_view_that_does_not_catch_up_is_unavailable() {
        impatient();
        log.head = 7;

        assertThatThrownBy(() -> catchUp.withNow().block()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.<Refusal>getDetails().orElseThrow().code())
                .isEqualTo(RefusalCode.UNAVAILABLE));
    }

    @Test
    void one_that_comes_after_others_gave_up_waits_anew() {
        impatient();
        log.head = 7;
        assertThatThrownBy(() -> catchUp.withNow().block()).isInstanceOf(Refused.class);
        reached(7);

        assertThat(waiting()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_log_that_cannot_be_read_is_unavailable_at_once_and_tried_again() {
        log.broken = true;
        assertThat(waiting()).failsWithin(Duration.ofSeconds(10));
        log.broken = false;

        assertThat(waiting()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_position_that_was_reached_keeps_nobody_waiting_and_reads_nothing() {
        reached(7);

        assertThat(catchUp.with(7L).toFuture()).isCompleted();
        assertThat(catchUp.with(null).toFuture()).isCompleted();
        assertThat(log.headReads.get()).isZero();
    }

    @Test
    void a_position_below_which_a_committed_event_is_missing_is_waited_for() throws Exception {
        log.head = 9;
        log.committed.add(5L);
        reached(9, 4, 5);
        CompletableFuture<Void> wait = catchUp.with(7L).toFuture();
        awaitHeadReads(1);
        settle();
        assertThat(wait).isNotDone();

        reached(9, 4);

        assertThat(wait).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_position_that_no_event_has_yet_is_unavailable() {
        log.head = 7;
        reached(7);

        assertThatThrownBy(() -> catchUp.with(8L).block()).isInstanceOf(Refused.class);
    }

    @Test
    void a_flood_shares_the_reads_of_the_head() {
        log.head = 7;
        reached(7);
        long start = System.nanoTime();
        int waits = 20_000;

        List<CompletableFuture<Void>> flood = IntStream.range(0, 4)
                .parallel()
                .boxed()
                .flatMap(thread -> IntStream.range(0, waits / 4).mapToObj(i -> waiting()))
                .toList();
        flood.forEach(CompletableFuture::join);

        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(log.headReads.get())
                .isLessThanOrEqualTo((int) (millis / 5) + 2)
                .isLessThan(waits / 20);
    }

    @Test
    void those_who_come_during_a_read_are_served_by_the_next() {
        for (int round = 1; round <= 50; round++) {
            int readsBefore = log.headReads.get();
            waiting().join();
            assertThat(log.headReads.get()).isEqualTo(readsBefore + 1);
        }
    }

    private CompletableFuture<Void> waiting() {
        return catchUp.withNow().toFuture();
    }

    private void impatient() {
        catchUp.close();
        catchUp = new CatchUp(log, position, Duration.ofMillis(100));
    }

    private void reached(long index, long... gaps) {
        position.reached(GapAwareTrackingToken.newInstance(
                index, Arrays.stream(gaps).boxed().toList()));
    }

    private void awaitHeadReads(int reads) {
        await().until(() -> log.headReads.get() >= reads);
    }

    /** Another wave has come and gone: what was to happen has happened. */
    private void settle() {
        int reads = log.headReads.get();
        CompletableFuture<Void> another = waiting();
        awaitHeadReads(reads + 1);
        another.cancel(true);
    }
}
