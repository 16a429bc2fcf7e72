package dev.rendezvous.command.history;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.TestClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A history that was lived on H2 goes on in PostgreSQL. */
@Timeout(180)
class HistoryMoveTest {
    private static final TestClock CLOCK = new TestClock();
    private static final List<String> TABLES = List.of("code_reservation", "device_link", "profile");
    private static final AccountId ME = new AccountId("me");
    private static final AccountId NEIGHBOUR = new AccountId("neighbour");
    private static final Profile TWO = new Profile(
            "two", 2, false, null, new ApprovalChanges(null, 30, ApprovalChanges.Counted.APPROVALS), List.of());

    /** What the tables said before the move. */
    private static final Map<String, List<Map<String, Object>>> BEFORE = new HashMap<>();

    @TempDir
    private static Path folder;

    private static @Nullable EmbeddedPostgres postgres;
    private static @Nullable IssuedCode noPlace;
    private static int databases;

    @TempDir
    private Path own;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeAll
    static void a_history_on_h2() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        try (CommandNode node =
                CommandNode.start(folder.resolve("data"), CLOCK, "rendezvous.registration.sweep-interval=20ms")) {
            node.openAccount(ME.value(), TWO);
            node.openAccount(NEIGHBOUR.value());
            live(node);
            await("sweep")
                    .until(() -> node.count("code_reservation WHERE expires_at <= " + CLOCK.millis() + " AND live") == 0
                            && node.count("code_reservation WHERE device_id = 'forgotten'") == 0);
            for (String table : TABLES) BEFORE.put(table, rowsOf(node, table));
        }
    }

    /** Leaves two devices on an account that may have two, a third that finds no place, and every kind of session. */
    private static void live(CommandNode node) {
        link(node, NEIGHBOUR, "forgotten");
        CLOCK.advance(Duration.ofMinutes(40));
        node.issueCode("expired");
        CLOCK.advance(Duration.ofMinutes(40)); // the first code has expired for more than an hour
        link(node, ME, "first");
        link(node, ME, "second");
        link(node, NEIGHBOUR, "first"); // moves
        link(node, ME, "third");
        link(node, ME, "second"); // again, with another token
        link(node, NEIGHBOUR, "gone");
        node.handle(new UnlinkDevice(NEIGHBOUR, new DeviceId("gone")), OPERATOR);
        noPlace = node.issueCode("no-place");
        node.refusal(new LinkDevice(ME, noPlace.code().value(), null, null), holder(ME));
        node.handle(new CancelSession(node.issueCode("cancelled").sessionId()), OPERATOR);
        node.handle(new DeclineCode(ME, node.issueCode("declined").code().value()), holder(ME));
        threeSessionsOf(node, "busy");
        CLOCK.advance(Duration.ofMinutes(12));
        node.handle(new ClaimCode(ME, noPlace.code().value()), holder(ME)); // lives longer now
    }

    /** The second of them is one that took the place of another that ended. */
    private static void threeSessionsOf(CommandNode node, String device) {
        node.issueCode(device);
        IssuedCode ended = node.issueCode(device);
        node.issueCode(device);
        node.handle(new CancelSession(ended.sessionId()), OPERATOR);
        node.issueCode(device);
    }

    private static void link(CommandNode node, AccountId account, String device) {
        String code = node.issueCode(device).code().value();
        node.handle(new LinkDevice(account, code, null, null), holder(account));
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) postgres.close();
    }

    @Test
    void events_and_the_tables_of_the_command_side_are_the_same_after_the_move() throws Exception {
        String[] database = newDatabase();
        Path exported = exported();
        assertThat(move("import", exported, database)).as(told()).isZero();
        assertThat(told()).contains("read back and compared");

        Path again = own.resolve("again.ndjson");
        assertThat(move("export", again, database)).as(told()).isZero();

        assertThat(eventsIn(again)).isEqualTo(eventsIn(exported)).hasSizeGreaterThan(30);
        try (CommandNode node = start(database)) {
            for (String table : TABLES) {
                assertThat(rowsOf(node, table)).as(table).containsExactlyInAnyOrderElementsOf(BEFORE.get(table));
            }
            assertThat(BEFORE.get("code_reservation"))
                    .extracting(row -> row.get("live"))
                    .contains(true, false);
            assertThat(node.count("code_reservation WHERE live"))
                    .isEqualTo(node.db()
                            .sql("SELECT SUM(live) FROM live_code_count")
                            .query(Long.class)
                            .single());
        }
    }

    @Test
    void everybody_goes_on_where_they_were() throws Exception {
        String[] database = newDatabase();
        assertThat(move("import", exported(), database)).as(told()).isZero();
        try (CommandNode node = start(database)) {
            LinkDevice third = new LinkDevice(ME, requireNonNull(noPlace).code().value(), null, null);
            assertThat(node.refusal(third, holder(ME))).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED); // R32
            node.handle(new UnlinkDevice(ME, new DeviceId("third")), holder(ME));
            node.handle(third, holder(ME)); // R22
            node.handle(new SignOn(tokenOf(node, ME, "second")), new Caller("second", Role.DEVICE, null, "test"));
            IssueCode fourth = new IssueCode(new DeviceId("busy"), "tv", null, null);
            assertThat(node.refusal(fourth, OPERATOR)).isEqualTo(RefusalCode.TOO_MANY_REQUESTS); // R5
            link(node, NEIGHBOUR, "second"); // moves: R24
            assertThat(node.eventsOf(ME))
                    .last()
                    .isEqualTo(new DeviceUnlinked(ME, new DeviceId("second"), DeviceUnlinked.Reason.MOVED));
        }
    }

    private static TokenRef tokenOf(CommandNode node, AccountId account, String device) {
        return node.eventsOf(account).stream()
                .filter(event -> event instanceof DeviceLinked linked
                        && linked.deviceId().value().equals(device))
                .reduce((older, newer) -> newer)
                .map(event -> ((DeviceLinked) event).token())
                .orElseThrow();
    }

    @Test
    void a_store_with_events_and_a_file_that_is_there_are_left_alone() throws Exception {
        String[] database = newDatabase();
        Path exported = exported();
        assertThat(move("import", exported, database)).as(told()).isZero();
        assertThat(move("import", exported, database)).isEqualTo(1);
        assertThat(told()).contains("refused: the store holds ");
        assertThat(move("export", exported, database)).isEqualTo(1);
        assertThat(told()).contains("exported.ndjson is there already");
    }

    @Test
    void nothing_is_moved_while_a_service_runs() throws Exception {
        String[] database = newDatabase();
        Path exported = exported();
        try (CommandNode node = start(database)) {
            assertThat(move("import", exported, database)).isEqualTo(1);
            assertThat(told())
                    .contains("refused: services, or another move, have ")
                    .contains("Stop all services first.");
            assertThat(node.count("domain_event")).isZero();
        }
    }

    @Test
    void what_cannot_be_done_is_told() {
        String[] nowhere = {"--rendezvous.data-dir=" + own.resolve("nowhere")};
        assertThat(new HistoryMove(told(true), told(true)).run("export")).isEqualTo(1);
        assertThat(told()).contains("usage: export FILE");
        assertThat(move("export", own.resolve("file"), nowhere)).isEqualTo(1);
        assertThat(own.resolve("nowhere")).doesNotExist();
        assertThat(move("import", own.resolve("no-file"), nowhere)).isEqualTo(1);
        assertThat(told()).contains("no-file");
        assertThat(HistoryMove.isAskedFor("--server.port=1")).isFalse();
    }

    private Path exported() {
        Path file = own.resolve("exported.ndjson");
        assertThat(move("export", file, "--rendezvous.data-dir=" + folder.resolve("data")))
                .as(told())
                .isZero();
        return file;
    }

    private int move(String mode, Path file, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(mode, file.toString()));
        arguments.addAll(List.of(settings));
        HistoryMove move =
                new HistoryMove(told(true), told(true), context -> context.registerBean(Clock.class, () -> CLOCK));
        return move.run(arguments.toArray(String[]::new));
    }

    private PrintStream told(boolean autoFlush) {
        return new PrintStream(told, autoFlush, StandardCharsets.UTF_8);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private static List<String> eventsIn(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size());
    }

    private static List<Map<String, Object>> rowsOf(CommandNode node, String table) {
        return node.db().sql("SELECT * FROM " + table).query().listOfRows();
    }

    private static String[] newDatabase() throws SQLException {
        String name = "moved" + databases++;
        EmbeddedPostgres server = requireNonNull(postgres);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new String[] {
            "--rendezvous.engine=postgres",
            "--spring.datasource.username=postgres",
            "--spring.datasource.url=" + server.getJdbcUrl("postgres", name)
        };
    }

    private CommandNode start(String... database) {
        return CommandNode.start(
                own,
                CLOCK,
                Stream.of(database).map(option -> option.substring(2)).toArray(String[]::new));
    }
}
