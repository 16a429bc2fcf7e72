package dev.rendezvous.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rendezvous.command.CommandServiceApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was known of a person is nowhere to be found, on every engine that keeps events in SQL (R57). */
@Timeout(240)
class ForgottenTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String TOKEN_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    private static final String NAME = "Annas Schlafzimmer";
    private static final String OTHER_NAME = "Annas Werkstatt";
    private static final String TELEVISION = "203.0.113.77";
    private static final String HOLDER = "198.51.100.123";
    private static final String REASON = "Anna Musterfrau rief an";
    private static final String WHY_FORGET = "Brief von Anna Musterfrau";
    private static final List<String> SECRETS =
            List.of(NAME, OTHER_NAME, TELEVISION, HOLDER, REASON, WHY_FORGET, "Musterfrau");

    private static @Nullable EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        if (postgres != null) postgres.close();
    }

    static Stream<String> engines() {
        return Stream.of("embedded", "postgres");
    }

    private String[] empty(String engine) throws Exception {
        String database = "forgotten" + DATABASES.incrementAndGet();
        if (engine.equals("embedded")) return new String[] {"--rendezvous.data-dir=" + folder.resolve(database)};
        EmbeddedPostgres server = requireNonNull(postgres);
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return new String[] {
            "--rendezvous.engine=postgres",
            "--spring.datasource.username=postgres",
            "--spring.datasource.url=" + server.getJdbcUrl("postgres", database)
        };
    }

    private static ConfigurableApplicationContext start(String... engine) {
        return new SpringApplicationBuilder(StandaloneApplication.class)
                .properties(
                        "server.port=0",
                        "rendezvous.token.active-key=k1",
                        "rendezvous.token.keys.k1=" + TOKEN_KEY,
                        "rendezvous.trusted-proxies=127.0.0.0/8",
                        "rendezvous.throttle.enabled=false",
                        "logging.level.dev.rendezvous=DEBUG")
                .run(engine);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void nothing_holds_the_clear_text_of_an_erased_account(String engine) throws Exception {
        String[] settings = empty(engine);
        Path history = folder.resolve("history.ndjson");
        ListAppender<ILoggingEvent> log = logged();
        try (ConfigurableApplicationContext product = start(settings)) {
            Household anna = new Household(port(product));
            anna.lives();
            assertThat(anna.devices().toString()).contains(OTHER_NAME).doesNotContain("[erased]");
            assertThat(everything(product)).doesNotContain(SECRETS); // a backup of now is as blind
            assertThat(told(product)).contains(NAME, OTHER_NAME, TELEVISION, HOLDER, REASON);

            anna.isForgotten();

            assertThat(anna.devices().toString()).contains("[erased]").doesNotContain(SECRETS);
            assertThat(anna.renames().path("name").asString()).isEqualTo("[erased]"); // the answer that was kept
            assertThat(everything(product)).doesNotContain(SECRETS);
            assertThat(told(product)).contains("[erased]", WHY_FORGET).doesNotContain(NAME, OTHER_NAME, TELEVISION);
            assertThat(told(product)).doesNotContain(REASON);

            anna.goesOn();
            assertThat(anna.devices().toString()).contains("Wohnzimmer");
        }
        assertThat(CommandServiceApplication.moveHistory(arguments("export", history, settings)))
                .hasValue(0);
        assertThat(Files.readString(history)).contains("sealed:").doesNotContain(SECRETS);
        if (engine.equals("embedded"))
            assertThat(bytesBelow(Path.of(settings[0].substring(settings[0].indexOf('=') + 1))))
                    .doesNotContain(SECRETS);
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> SECRETS.stream().anyMatch(line::contains));

        String[] elsewhere = empty(engine.equals("embedded") ? "postgres" : "embedded");
        assertThat(CommandServiceApplication.moveHistory(arguments("import", history, elsewhere)))
                .hasValue(0);
        try (ConfigurableApplicationContext product = start(elsewhere)) {
            Household anna = new Household(port(product));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(anna.devices().toString()).contains("Wohnzimmer"));
            assertThat(anna.devices().toString()).doesNotContain(SECRETS);
            assertThat(everything(product)).doesNotContain(SECRETS).doesNotContain("Wohnzimmer");
        }
    }

    private static String[] arguments(String what, Path file, String... settings) {
        return Stream.concat(Stream.of(what, file.toString()), Stream.of(settings))
                .toArray(String[]::new);
    }

    private static ListAppender<ILoggingEvent> logged() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        return lines;
    }

    private static int port(ConfigurableApplicationContext product) {
        return product.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** All rows of all tables as text; bytes as what they say in UTF-8. */
    private static String everything(ConfigurableApplicationContext product) {
        JdbcOperations db = product.getBean(JdbcOperations.class);
        StringBuilder all = new StringBuilder();
        List<String> tables = db.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", String.class);
        assertThat(tables).contains("domain_event", "linked_device", "handled_command", "account_key", "session_key");
        for (String table : tables) {
            for (Map<String, Object> row : db.queryForList("SELECT * FROM " + table)) {
                for (Object value : row.values()) {
                    all.append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value)
                            .append('\n');
                }
            }
        }
        return all.toString();
    }

    /** All that readers of the history see. */
    private static String told(ConfigurableApplicationContext product) {
        StringBuilder all = new StringBuilder();
        product.getBean(EventStorageEngine.class)
                .readEvents(GapAwareTrackingToken.newInstance(-1, List.of()), false)
                .forEach(event -> all.append(event.getPayload())
                        .append(event.getMetaData())
                        .append('\n'));
        return all.toString();
    }

    private static String bytesBelow(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    /** An account, its television, and all that people write about them. */
    private static final class Household {
        private final String url;
        private long position;

        Household(int port) {
            this.url = "http://127.0.0.1:" + port;
        }

        void lives() throws Exception {
            String code = send("GET", "/registration/pre-registration?deviceID=TV-anna", null, TELEVISION, null)
                    .path("regCode")
                    .asString();
            holder("POST", "/claims", Map.of("regCode", code));
            operator("POST", "/devices", Map.of("regCode", code, "name", NAME, "reason", REASON));
            renames();
            operator("PUT", "/devices/TV-anna/operator-status", Map.of("status", "DISABLED", "reason", REASON));
            operator("PUT", "/devices/TV-anna/operator-status", Map.of("status", "ENABLED", "reason", REASON));
            operator("PUT", "/devices/TV-anna/activation-status", Map.of("status", "INACTIVE", "reason", REASON));
            operator("PUT", "/devices/TV-anna/activation-status", Map.of("status", "ACTIVE", "reason", REASON));
            operator("POST", "/approval-overrides", Map.of("unapprove", List.of("TV-anna"), "reason", REASON));
            operator("POST", "/approval-overrides", Map.of("approve", List.of("TV-anna"), "reason", REASON));
            operator("POST", "/change-window-resets", Map.of("reason", REASON));
            operator("PUT", "/status", Map.of("status", "ON_HOLD", "reason", REASON));
            operator("PUT", "/status", Map.of("status", "ACTIVE", "reason", REASON));
            holder("POST", "/claims", Map.of("regCode", "BBBBBBBB"));
        }

        JsonNode renames() throws Exception {
            return holder("PATCH", "/devices/TV-anna", Map.of("name", OTHER_NAME));
        }

        void isForgotten() throws Exception {
            operator("DELETE", "/personal-data", Map.of("reason", WHY_FORGET));
        }

        void goesOn() throws Exception {
            operator("PATCH", "/devices/TV-anna", Map.of("name", "Wohnzimmer"));
        }

        JsonNode devices() throws Exception {
            return send("GET", "/accounts/viewer-1/devices", null, HOLDER, "viewer-1");
        }

        private JsonNode holder(String method, String what, Map<String, ?> body) throws Exception {
            return send(method, "/accounts/viewer-1" + what, body, HOLDER, "viewer-1");
        }

        private JsonNode operator(String method, String what, Map<String, ?> body) throws Exception {
            return send(method, "/accounts/viewer-1" + what, body, HOLDER, "operator");
        }

        /** A body is sent with an idempotency key of its own. */
        private JsonNode send(
                String method, String path, @Nullable Map<String, ?> body, String from, @Nullable String user)
                throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Accept", "application/json")
                    .header("X-Forwarded-For", from)
                    .header("X-Min-Position", Long.toString(position));
            List<String> headers = new ArrayList<>();
            if (user != null) {
                headers.addAll(List.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8))));
            }
            if (body != null) {
                headers.addAll(
                        List.of("Content-Type", "application/json", "Idempotency-Key", keyOf(method, path, body)));
            }
            if (!headers.isEmpty()) request.headers(headers.toArray(String[]::new));
            String sent = body == null ? "" : JSON.writeValueAsString(body);
            HttpResponse<String> answer = HTTP.send(
                    request.method(method, BodyPublishers.ofString(sent)).build(),
                    HttpResponse.BodyHandlers.ofString());
            position = Math.max(
                    position, answer.headers().firstValueAsLong("X-Position").orElse(-1));
            boolean wrongCode = path.endsWith("/claims") && answer.statusCode() == 404;
            assertThat(answer.statusCode() / 100 == 2 || wrongCode)
                    .as("%s %s: %s", method, path, answer.body())
                    .isTrue();
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        }

        private static String keyOf(String method, String path, Map<String, ?> body) {
            return Integer.toHexString((method + path + body).hashCode());
        }
    }
}
