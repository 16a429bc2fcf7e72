package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.CODE;
import static dev.rendezvous.query.pollstatus.Sample.EXPIRY;
import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static dev.rendezvous.query.pollstatus.Sample.VIEWER;
import static dev.rendezvous.query.pollstatus.Sample.issued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.ScriptedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

class PollViewRaceTest {
    private static final int SESSIONS = 5_000;

    /** A wake-up that is lost would leave its poll waiting for a minute. */
    @Test
    @Timeout(30)
    void no_poll_misses_the_link_however_close_they_come() throws Exception {
        PollView view = new PollView();
        Polls polls = new Polls(
                view,
                () -> true,
                new CatchUp(new ScriptedLog(), new ReadPosition(), Duration.ofSeconds(2)),
                new MovableClock(NOON),
                new HeldPolls(Schedulers.parallel(), SESSIONS));
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            ids.add(Sample.session());
            view.issued(issued(ids.get(i), CODE, new DeviceId("tv-" + i), EXPIRY), NOON);
        }
        Thread linking =
                new Thread(() -> ids.forEach(id -> view.linked(new SessionLinked(id, VIEWER, Sample.token()), NOON)));
        linking.start();
        List<CompletableFuture<PollOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            answers.add(polls.outcomeOf(new Polls.Poll(CODE, "tv-" + i, null, Duration.ofMinutes(1)))
                    .toFuture());
        }
        linking.join();

        assertThat(answers).allSatisfy(answer -> assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(20))
                .isInstanceOf(PollOutcome.Linked.class));
    }
}
