package dev.rendezvous.command.metrics;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.ExpireCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one node is started for all tests
class DecisionMetricsTest {
    private static final String WRONG = "BCDFGHJKLMNP";
    private static final Profile ONE_DEVICE =
            new Profile("one", 1, true, 1, new ApprovalChanges(0, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    private final TestClock clock = new TestClock();
    private final Map<Meter.Id, Double> before = new HashMap<>();
    private CommandNode node;
    private AccountId account;

    @BeforeAll
    void start(@TempDir Path dataDir) {
        node = CommandNode.start(dataDir, clock);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void an_account_is_open() {
        account = node.openAccount("account-" + UUID.randomUUID(), ONE_DEVICE);
        counters().forEach(counter -> before.put(counter.getId(), counter.count()));
    }

    @Test
    void what_becomes_of_codes_is_counted() {
        List<IssuedCode> codes = node.issueCodes(Stream.of("a", "b", "c", "d"));
        link(codes.get(0));
        link(codes.get(0)); // a repeat
        node.handle(new DeclineCode(account, codes.get(1).code().value()), holder(account));
        node.handle(new CancelSession(codes.get(2).sessionId()), OPERATOR);
        clock.advance(Duration.ofMinutes(15));
        node.handle(new ExpireCode(codes.get(3).sessionId()), OPERATOR);
        node.handle(new ExpireCode(codes.get(3).sessionId()), OPERATOR); // it had expired already

        assertThat(count("rendezvous.codes.issued")).isEqualTo(4);
        assertThat(count("rendezvous.codes.linked")).isEqualTo(1);
        assertThat(count("rendezvous.codes.denied")).isEqualTo(1);
        assertThat(count("rendezvous.codes.cancelled", "reason", "operator")).isEqualTo(1);
        assertThat(count("rendezvous.codes.expired")).isEqualTo(1);
    }

    @Test
    void the_time_from_the_code_to_the_link_is_measured() {
        Timer timeToLink = node.bean(MeterRegistry.class)
                .get("rendezvous.codes.time.to.link")
                .timer();
        long times = timeToLink.count();
        double millis = timeToLink.totalTime(TimeUnit.MILLISECONDS);
        IssuedCode code = node.issueCode("tv");
        clock.advance(Duration.ofSeconds(40));
        link(code);

        assertThat(timeToLink.count() - times).isEqualTo(1);
        assertThat(timeToLink.totalTime(TimeUnit.MILLISECONDS) - millis).isEqualTo(40_000);
    }

    @Test
    void refusals_are_counted_by_their_reason() {
        link(node.issueCode("tv-1"));
        assertThat(refusedLink(node.issueCode("tv-2"))).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED);
        Amendment approval = new Amendment(List.of(new DeviceId("tv-1")), List.of());
        assertThat(node.refusal(new AmendApprovals(account, approval), holder(account)))
                .isEqualTo(RefusalCode.CHANGE_LIMIT_REACHED);
        node.handle(new ChangeAccountStatus(account, AccountStatus.ON_HOLD, "unpaid"), OPERATOR);
        assertThat(refusedLink(node.issueCode("tv-3"))).isEqualTo(RefusalCode.ACCOUNT_ON_HOLD);

        assertThat(count("rendezvous.devices.refused", "reason", "device_limit_reached"))
                .isEqualTo(1);
        assertThat(count("rendezvous.amendments.refused", "reason", "change_limit_reached"))
                .isEqualTo(1);
        assertThat(count("rendezvous.codes.refused", "reason", "account_on_hold"))
                .isEqualTo(1);
    }

    @Test
    void wrong_codes_and_the_locks_they_lead_to_are_counted() {
        for (int wrong = 0; wrong < 6; wrong++) node.refusal(new ClaimCode(account, WRONG), holder(account));

        assertThat(count("rendezvous.codes.wrong")).isEqualTo(5); // the sixth was not looked at
        assertThat(count("rendezvous.codes.entry.locked")).isEqualTo(1);
    }

    @Test
    void what_is_rolled_back_is_not_counted() {
        Object issued = node.eventsOf(node.issueCode("tv").sessionId()).get(0);
        DefaultUnitOfWork<GenericEventMessage<Object>> work =
                DefaultUnitOfWork.startAndGet(new GenericEventMessage<>(issued));
        work.attachTransaction(node.bean(TransactionManager.class));
        node.bean(EventBus.class).publish(new GenericEventMessage<>(issued));
        work.onPrepareCommit(preparing -> {
            throw new IllegalStateException("lost a race");
        });
        try {
            work.commit();
        } catch (IllegalStateException lost) {
            assertThat(count("rendezvous.codes.issued")).isEqualTo(1);
            return;
        }
        throw new AssertionError("committed");
    }

    @Test
    void a_start_counts_nothing_again(@TempDir Path ownDir) {
        try (CommandNode first = CommandNode.start(ownDir, clock)) {
            first.issueCode("tv");
        }
        try (CommandNode second = CommandNode.start(ownDir, clock)) {
            assertThat(second.bean(MeterRegistry.class)
                            .get("rendezvous.codes.issued")
                            .counter()
                            .count())
                    .isZero();
        }
    }

    private void link(IssuedCode code) {
        node.handle(new LinkDevice(account, code.code().value(), null, null), holder(account));
    }

    private RefusalCode refusedLink(IssuedCode code) {
        return node.refusal(new LinkDevice(account, code.code().value(), null, null), holder(account));
    }

    /** By how much the counter has grown since the test began. */
    private double count(String name, String... tags) {
        Counter counter = node.bean(MeterRegistry.class).get(name).tags(tags).counter();
        return counter.count() - before.getOrDefault(counter.getId(), 0.0);
    }

    private Collection<Counter> counters() {
        return Search.in(node.bean(MeterRegistry.class))
                .name(name -> name.startsWith("rendezvous."))
                .counters();
    }
}
