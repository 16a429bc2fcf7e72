package dev.rendezvous.command;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.codeOf;
import static dev.rendezvous.command.CommandNode.holder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ChangeAccountStatus;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.account.RenameDevice;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionLinked;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two command nodes on one PostgreSQL. */
@Timeout(120)
class TwoNodesTest {
    private static final TestClock CLOCK = new TestClock();
    private static final Profile FIVE = new Profile(
            "five", 5, false, null, new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable CommandNode running;
    private static @Nullable CommandNode beside;

    private final CommandNode one = requireNonNull(running);
    private final CommandNode other = requireNonNull(beside);
    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void start(@TempDir Path dataDir) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        running = CommandNode.startOn(postgres, dataDir, CLOCK, List.of());
        beside = CommandNode.startOn(postgres, dataDir, CLOCK, List.of());
    }

    @AfterAll
    static void stop() throws IOException {
        if (beside != null) beside.close();
        if (running != null) running.close();
        if (postgres != null) postgres.close();
    }

    @BeforeEach
    void theClockIsOurs() {
        GenericEventMessage.clock = CLOCK;
    }

    private static LinkDevice link(AccountId account, IssuedCode issued) {
        return new LinkDevice(account, issued.code().value(), null, null);
    }

    @Test
    void what_one_node_did_the_other_knows_at_once() {
        AccountId account = one.openAccount(name);
        DeviceId device = new DeviceId("tv-" + name);
        assertThat(other.refusal(new RenameDevice(account, device, "Kitchen"), holder(account)))
                .isEqualTo(RefusalCode.DEVICE_UNKNOWN);
        one.handle(link(account, other.issueCode(device.value())), holder(account));

        LinkedDevice renamed = other.handle(new RenameDevice(account, device, "Kitchen"), holder(account));

        assertThat(renamed.name()).isEqualTo("Kitchen");
    }

    @Test
    void a_command_is_not_taken_for_done_because_it_was_before_the_other_node_undid_it() {
        AccountId account = one.openAccount(name);
        for (int round = 0; round < 3; round++) {
            one.handle(new ChangeAccountStatus(account, AccountStatus.ON_HOLD, null), OPERATOR);
            other.handle(new ChangeAccountStatus(account, AccountStatus.ACTIVE, null), OPERATOR);
        }
        assertThat(one.eventsOf(account))
                .filteredOn(event -> event instanceof AccountPutOnHold)
                .hasSize(3);
        assertThat(one.eventsOf(account))
                .filteredOn(event -> event instanceof AccountReactivated)
                .hasSize(3);
    }

    @Test
    void of_two_accounts_that_enter_a_code_at_two_nodes_at_once_exactly_one_wins() { // R21
        AccountId first = one.openAccount("first-" + name);
        AccountId second = one.openAccount("second-" + name);
        for (int race = 0; race < 100; race++) {
            IssuedCode issued = one.issueCode("tv-" + race + "-" + name);
            List<CompletableFuture<Object>> racers = List.of(
                    one.send(link(first, issued), holder(first)), other.send(link(second, issued), holder(second)));

            assertThat(racers)
                    .extracting(TwoNodesTest::outcome)
                    .containsExactlyInAnyOrder("linked", RefusalCode.ALREADY_USED);
            assertThat(one.eventsOf(issued.sessionId()))
                    .filteredOn(event -> event instanceof SessionLinked)
                    .hasSize(1);
        }
    }

    @Test
    void a_limit_holds_when_two_nodes_link_to_one_account_at_once() { // R30, R32
        AccountId account = one.openAccount(name, FIVE);
        List<IssuedCode> codes = one.issueCodes(IntStream.range(0, 40).mapToObj(tv -> tv + "-" + name));
        List<CompletableFuture<Object>> racers = new ArrayList<>();
        for (int tv = 0; tv < codes.size(); tv++) {
            CommandNode node = tv % 2 == 0 ? one : other;
            racers.add(node.send(link(account, codes.get(tv)), holder(account)));
        }

        List<Object> outcomes = racers.stream().map(TwoNodesTest::outcome).toList();

        assertThat(outcomes).contains("linked").doesNotContain(RefusalCode.ALREADY_USED);
        assertThat(one.eventsOf(account))
                .filteredOn(event -> event instanceof DeviceLinked)
                .hasSizeLessThanOrEqualTo(5)
                .hasSize((int) outcomes.stream().filter("linked"::equals).count());
    }

    @Test
    void codes_are_unique_and_counted_over_both_nodes() { // R2, R3
        LiveCodesSeen before = new LiveCodesSeen(one);
        List<CompletableFuture<IssuedCode>> asked = IntStream.range(0, 400)
                .mapToObj(tv -> (tv % 2 == 0 ? one : other)
                        .<IssuedCode>send(new IssueCode(new DeviceId(tv + "-" + name), "tv", null, null), OPERATOR))
                .toList();

        List<String> codes =
                asked.stream().map(code -> code.join().code().value()).toList();

        assertThat(codes).doesNotHaveDuplicates();
        assertThat(new LiveCodesSeen(other).counted() - before.counted()).isEqualTo(400);
        assertThat(new LiveCodesSeen(other).counted()).isEqualTo(new LiveCodesSeen(other).reserved());
    }

    private record LiveCodesSeen(long counted, long reserved) {
        LiveCodesSeen(CommandNode node) {
            this(
                    node.db()
                            .sql("SELECT SUM(live) FROM live_code_count")
                            .query(Long.class)
                            .single(),
                    node.db()
                            .sql("SELECT COUNT(*) FROM code_reservation WHERE live")
                            .query(Long.class)
                            .single());
        }
    }

    /** What ended well, the refusal of what did not, or the class of anything else that was thrown. */
    private static Object outcome(CompletableFuture<?> command) {
        try {
            return command.thenApply(answer -> "linked").join();
        } catch (CompletionException e) {
            return e.getCause() instanceof Refused ? codeOf(command) : String.valueOf(e.getCause());
        }
    }
}
