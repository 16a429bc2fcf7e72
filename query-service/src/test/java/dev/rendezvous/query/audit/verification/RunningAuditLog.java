package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.query.QueryServiceApplication;
import dev.rendezvous.verifier.AuditVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A query service with a database of its own that signs checkpoints, an auditor, and the program that verifies exports. */
final class RunningAuditLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext service;
    private final Path folder;
    private final String url;
    final JdbcClient db;

    RunningAuditLog(Path folder, String... more) throws IOException {
        this.folder = folder;
        List<String> properties = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "rendezvous.data-dir=" + folder,
                "rendezvous.local-users.enabled=true",
                "rendezvous.token.active-key=k1",
                "rendezvous.token.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "rendezvous.audit.checkpoint.key-file=" + keyIn(folder),
                "rendezvous.audit.checkpoint.interval=1h",
                "logging.level.root=ERROR"));
        properties.addAll(Arrays.asList(more));
        service = new SpringApplicationBuilder(QueryServiceApplication.class)
                .properties(properties.toArray(String[]::new))
                .run();
        url = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        db = service.getBean(JdbcClient.class);
    }

    /** What the service or the program says of the log. */
    record Verdict(int status, String said) {}

    record Answer(int status, JsonNode body) {}

    /** Accounts are opened; returns once the audit log has the entries. */
    void happens(String... accounts) {
        service.getBean(EventBus.class)
                .publish(Stream.of(accounts).map(RunningAuditLog::opened).toList());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> number("SELECT MAX(position) FROM audit_entry")
                        == number("SELECT MAX(global_index) FROM domain_event"));
    }

    private static EventMessage<?> opened(String account) {
        var metaData = new Caller("operator-1", Role.OPERATOR, "192.0.2.7", "request-" + account).asMetaData();
        return new GenericDomainEventMessage<>(
                "Account", account, 0, new AccountOpened(new AccountId(account), "standard"), metaData);
    }

    long number(String sql) {
        return db.sql(sql).query((row, index) -> row.getLong(1)).single();
    }

    byte[] bytes(String sql) {
        return db.sql(sql).query(byte[].class).single();
    }

    /** Of the event there, as it is now. */
    byte[] digestAt(long position) {
        HistoryStore history = service.getBean(HistoryStore.class);
        return new HistoryChain().digest(history.at(List.of(position)).get(0));
    }

    Answer sign() {
        return post("/audit/checkpoints");
    }

    Answer get(String path) {
        return send("GET", path);
    }

    Answer post(String path) {
        return send("POST", path);
    }

    /** Has the log verified, and waits for the end. */
    JsonNode verified() {
        Answer begun = post("/audit/verifications");
        assertThat(begun.status()).isEqualTo(202);
        String path = "/audit/verifications/" + begun.body().get("id").stringValue();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get(path).body().get("state").stringValue().equals("running"));
        return get(path).body();
    }

    /** Exports the log with links, and has the program verify that in a process of its own. */
    Verdict exportVerified() throws IOException, InterruptedException {
        Path export = folder.resolve("export-" + UUID.randomUUID() + ".ndjson");
        HttpResponse<Path> answer =
                http(request("GET", "/audit/export?links=true"), HttpResponse.BodyHandlers.ofFile(export));
        assertThat(answer.statusCode()).isEqualTo(200);
        String program = Path.of(URI.create(AuditVerifier.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                program,
                AuditVerifier.class.getName(),
                "verify",
                export.toString(),
                "--checkpoints",
                checkpoints().toString()));
        try (Stream<Path> files = Files.list(checkpoints())) {
            files.filter(file -> file.toString().endsWith(".pem"))
                    .forEach(key -> command.addAll(List.of("--public-key", key.toString())));
        }
        Process verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(verifier.waitFor(), said);
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    @Override
    public void close() {
        service.close();
    }

    private Answer send(String method, String path) {
        try {
            HttpResponse<String> answer = http(request(method, path), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> HttpResponse<T> http(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return HTTP.send(request, body);
    }

    private HttpRequest request(String method, String path) {
        String credentials = Base64.getEncoder().encodeToString("auditor:demo".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Basic " + credentials)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static Path keyIn(Path folder) throws IOException {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            Path file = folder.resolve("key.pem");
            return Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                            .formatted(Base64.getEncoder().encodeToString(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has Ed25519", e);
        }
    }
}
