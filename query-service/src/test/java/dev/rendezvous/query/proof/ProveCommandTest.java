package dev.rendezvous.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.history.HistoryExport;
import dev.rendezvous.query.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A kept history, or a file of it, is proven without a running service (R55). */
@Timeout(180)
class ProveCommandTest {
    /** Where the history is kept. */
    enum Store {
        H2,
        POSTGRESQL
    }

    @Import(HistoryExport.class)
    static class Exporting {}

    private static final AccountId ANNA = new AccountId("anna");
    private static final AccountId BERT = new AccountId("bert");
    private static final DeviceId KITCHEN = new DeviceId("kitchen");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final TestPostgres postgres = new TestPostgres();

    private static int databases;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<DomainEventMessage<?>> history = new ArrayList<>();

    private void happens(Object... events) {
        for (Object event : events) {
            String aggregate = event instanceof AccountEvent of
                    ? of.accountId().value()
                    : ((RegistrationEvent) event).sessionId().toString();
            long sequence = sequences.merge(aggregate, 1L, Long::sum) - 1;
            history.add(new GenericDomainEventMessage<>(
                    "Any",
                    aggregate,
                    sequence,
                    event,
                    Map.of(),
                    "id-" + history.size(),
                    NOON.plusSeconds(history.size())));
        }
    }

    /** Three events. */
    private void link(int number, AccountId account) {
        SessionId session = new SessionId(new UUID(0, number));
        TokenRef token = new TokenRef("k1", new UUID(1, number));
        RegistrationCode code = new RegistrationCode("BCDF" + RegistrationCode.ALPHABET.charAt(number));
        happens(
                new CodeIssued(session, code, KITCHEN, null, null, null, Duration.ofSeconds(30), NOON.plusSeconds(900)),
                new SessionLinked(session, account, token),
                new DeviceLinked(account, KITCHEN, null, null, session, token, null));
    }

    private void right() {
        happens(new AccountOpened(ANNA, "standard"), new AccountOpened(BERT, "standard"));
        link(1, ANNA);
        link(2, ANNA);
    }

    private void wrong() {
        right();
        link(3, BERT); // and it stays with Anna
    }

    private String[] settingsOf(Store store) throws SQLException {
        if (store == Store.H2) return new String[] {"--rendezvous.data-dir=" + folder.resolve("data")};
        return new String[] {
            "--rendezvous.engine=postgres",
            "--spring.datasource.username=postgres",
            "--spring.datasource.url=" + postgres.create("proven" + databases++)
        };
    }

    /** Returns the file it is exported to. */
    private Path keep(String... settings) throws IOException {
        Path file = folder.resolve("history.ndjson");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ProveContext.class, Exporting.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            context.getBean(EventStorageEngine.class).appendEvents(history);
            context.getBean(HistoryExport.class).to(file);
        }
        return file;
    }

    private int prove(String... arguments) {
        List<String> all = new ArrayList<>(List.of("prove"));
        all.addAll(List.of(arguments));
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new ProveCommand(stream, stream).run(all.toArray(String[]::new));
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void a_right_history_holds_where_it_is_kept_and_as_a_file(Store store) throws Exception {
        right();
        String[] settings = settingsOf(store);
        Path file = keep(settings);
        assertThat(prove(settings)).as(told()).isZero();
        assertThat(told())
                .contains("walked through 8 events")
                .contains("holds  no code was live twice: 2 codes issued judged, 0 breaches, 0 excused")
                .contains("holds  every link had a live code: 2 links judged, 0 breaches, 0 excused")
                .endsWith("the history holds\n");
        told.reset();
        assertThat(prove(file.toString())).as(told()).isZero();
        assertThat(told())
                .contains("the file is as it was written; the hash of its 8 events is ")
                .endsWith("the history holds\n");
    }

    @ParameterizedTest
    @EnumSource
    void the_event_that_breaks_a_rule_is_named(Store store) throws Exception {
        wrong();
        String[] settings = settingsOf(store);
        Path file = keep(settings);
        String breach = "(DeviceLinked, id-10) at 2026-11-22T12:00:10Z: account 'bert', device 'kitchen': R24,"
                + " TWO_LIVE_TOKENS: the device had a live token of another account";
        assertThat(prove(settings)).as(told()).isEqualTo(2);
        assertThat(told()).contains(breach).contains("BROKEN no device had two live tokens");
        told.reset();
        assertThat(prove(file.toString())).as(told()).isEqualTo(2);
        assertThat(told()).contains(breach);
    }

    @Test
    void a_file_that_was_altered_proves_nothing() throws Exception {
        right();
        Path file = keep(settingsOf(Store.H2));
        Files.writeString(file, Files.readString(file).replace("kitchen", "Kitchen"));
        assertThat(prove(file.toString())).isEqualTo(1);
        assertThat(told()).contains("refused: line 4 of the file");
    }

    @Test
    void a_store_that_is_not_there_is_not_made() {
        assertThat(prove("--rendezvous.data-dir=" + folder.resolve("nowhere"))).isEqualTo(1);
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(prove(folder.resolve("no-file").toString())).isEqualTo(1);
        assertThat(told()).contains("no-file");
        assertThat(ProveCommand.isAskedFor("--server.port=1")).isFalse();
    }
}
