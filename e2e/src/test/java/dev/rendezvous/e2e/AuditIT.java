package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What an auditor finds out about a few devices, from whichever node, on each engine (R51 to R57). */
@ParameterizedClass
@EnumSource(Engine.class)
class AuditIT {
    private static final String ME = "viewer-1";
    private static final String NAME = "Grandmother's bedroom";
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    private final Engine engine;
    private @Nullable Deployment running;
    private Deployment product;
    private Client client;
    private List<Auditor> auditors;
    private Instant beforeUnlinking;
    private Answer last;

    AuditIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void a_few_devices_are_linked_and_one_is_disabled_and_one_unlinked() throws InterruptedException {
        product = Deployment.start(engine, folder, null, "--rendezvous.throttle.enabled=false");
        running = product;
        client = product.client();
        auditors = List.of(new Auditor(product.queryNode(0)), new Auditor(product.lastQueryNode()));
        for (int number = 1; number <= 3; number++) link("television-" + number, NAME);
        expect(
                client.as(
                        "operator",
                        "PUT",
                        "/accounts/%s/devices/television-2/operator-status".formatted(ME),
                        "{\"status\":\"DISABLED\",\"reason\":\"reported stolen\"}"),
                204);
        beforeUnlinking = aMoment();
        last = expect(client.unlink(ME, ME, "television-1"), 204);
        auditors.forEach(auditor -> auditor.after(last));
    }

    private void link(String device, String name) {
        String regCode = expect(client.askForCode(device), 200).text("regCode");
        expect(
                client.as(
                        ME,
                        "POST",
                        "/accounts/" + ME + "/devices",
                        "{\"regCode\":\"%s\",\"name\":\"%s\"}".formatted(regCode, name)),
                201);
    }

    /** One at which nothing happens. */
    private static Instant aMoment() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(20);
        Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TimeUnit.MILLISECONDS.sleep(20);
        return moment;
    }

    @AfterEach
    void nothing_unforeseen_was_logged() {
        if (running == null) return; // this engine cannot run here
        product.close();
        assertThat(product.log()).doesNotContain("ERROR", "WARN");
    }

    @Test
    void an_auditor_finds_out_what_happened_and_that_nobody_changed_it() throws Exception {
        allNodesTellTheSame();
        nodesSignAtTheSameTime();
        whatWasThen();
        everythingIsProven();
        projectionsAreRebuilt();
        exportsVerify();
        whatIsErasedCannotBeReadAndVerifies();
    }

    /** R51, R56. */
    private void allNodesTellTheSame() {
        for (Auditor auditor : auditors) {
            JsonNode page =
                    auditor.get("/audit/entries?order=asc&account=" + ME).body();
            assertThat(page.path("entries").findValuesAsString("type"))
                    .contains("AccountOpened", "DeviceLinked", "OperatorStatusChanged")
                    .endsWith("DeviceUnlinked");
            assertThat(auditor.export("&account=" + ME)).contains("\"television-3\"");
            assertThat(auditor.get("/parked-events").body()).isEmpty();
        }
    }

    /** R52. */
    private void nodesSignAtTheSameTime() {
        for (int round = 1; round <= ROUNDS; round++) {
            last = expect(client.openAccount("account-" + round), 201);
            for (Auditor auditor : auditors) {
                auditor.after(last);
                auditor.get("/audit/entries?limit=1"); // the audit log has it
            }
            List<CompletableFuture<Answer>> signed = new ArrayList<>();
            for (Auditor auditor : auditors) signed.add(CompletableFuture.supplyAsync(auditor::sign));
            signed.forEach(CompletableFuture::join);
        }
        JsonNode checkpoints = auditors.get(0).get("/audit/checkpoints").body().path("checkpoints");
        Set<String> counts = new HashSet<>();
        checkpoints.forEach(checkpoint -> counts.add(checkpoint.path("entries").asString()));
        assertThat(counts).hasSize(checkpoints.size()).hasSizeGreaterThanOrEqualTo(ROUNDS);
    }

    /** R40, R53. */
    private void whatWasThen() {
        for (Auditor auditor : auditors) {
            JsonNode then = auditor.get("/history/accounts/%s?at=%s".formatted(ME, beforeUnlinking))
                    .body();
            assertThat(then.path("devices").findValuesAsString("deviceId"))
                    .containsExactly("television-1", "television-2", "television-3");
            JsonNode since = auditor.get("/history/accounts/%s/diff?from=%s".formatted(ME, beforeUnlinking))
                    .body();
            assertThat(since.path("devices").findValuesAsString("change")).containsExactly("UNLINKED");
            assertThat(since.path("events").findValuesAsString("event")).containsExactly("DeviceUnlinked");
            JsonNode why = auditor.get("/accounts/%s/devices/television-2/explanation".formatted(ME))
                    .body()
                    .path("signIn");
            assertThat(why.path("code").asString()).isEqualTo("DEVICE_DISABLED");
            assertThat(why.path("because").findValuesAsString("event")).containsExactly("OperatorStatusChanged");
        }
    }

    /** R52, R55. */
    private void everythingIsProven() {
        for (Auditor auditor : auditors) {
            assertThat(auditor.proof().path("state").asString()).isEqualTo("HOLDS");
            JsonNode verification = auditor.verification();
            assertThat(verification.path("result").asString()).isEqualTo("holds");
            assertThat(verification.path("proven").asLong()).isPositive();
        }
    }

    /** R54. */
    private void projectionsAreRebuilt() {
        for (Auditor auditor : auditors) {
            for (String takeOver : List.of("NEVER", "ALWAYS")) {
                assertRebuilt(auditor.replay("linked-devices", takeOver), takeOver);
                assertRebuilt(auditor.replay("poll-view", takeOver), takeOver);
            }
        }
        namesAre(NAME);
    }

    private void namesAre(String name) {
        assertThat(client.devices(ME, ME, last).body().path("devices").findValuesAsString("name"))
                .containsExactly(name, name);
    }

    private static void assertRebuilt(JsonNode replay, String takeOver) {
        assertThat(replay.path("state").asString())
                .as("%s", replay)
                .isEqualTo(takeOver.equals("NEVER") ? "CHECKED" : "TAKEN_OVER");
        assertThat(replay.path("comparison").path("equal").asBoolean())
                .as("%s", replay)
                .isTrue();
    }

    /** R52. */
    private void exportsVerify() throws IOException, InterruptedException {
        auditors.get(0).sign();
        assertThat(verified(auditors.get(1).export("&links=true")))
                .endsWith("holds")
                .contains("are exactly those of");
        assertThat(verified(auditors.get(1).export("&links=true&device=television-2")))
                .endsWith("holds")
                .contains("are exactly those of");
    }

    /** R57. */
    private void whatIsErasedCannotBeReadAndVerifies() throws IOException, InterruptedException {
        String before = auditors.get(0).export("&links=true");
        last = expect(
                client.as(
                        "operator",
                        "DELETE",
                        "/accounts/" + ME + "/personal-data",
                        "{\"reason\":\"letter of 3 March\"}"),
                204);
        auditors.forEach(auditor -> auditor.after(last));
        TimeUnit.SECONDS.sleep(1); // as long as a node may show it still
        for (Auditor auditor : auditors) {
            assertThat(auditor.get("/history/accounts/%s?at=%s".formatted(ME, beforeUnlinking))
                            .http()
                            .body())
                    .contains("[erased]")
                    .doesNotContain(NAME);
            assertThat(auditor.get("/audit/entries?account=" + ME).http().body())
                    .doesNotContain(NAME);
        }
        namesAre("[erased]");
        everythingIsProven();
        assertRebuilt(auditors.get(0).replay("linked-devices", "IF_EQUAL"), "IF_EQUAL");
        namesAre("[erased]");
        assertThat(verified(before)).endsWith("holds");
        assertThat(verified(auditors.get(0).export("&links=true"))).endsWith("holds");
    }

    /** What the program says that auditors have, of a file on its own, with the checkpoints that were shipped off. */
    private String verified(String export) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("export.ndjson"), export);
        Path checkpoints = folder.resolve(engine == Engine.EMBEDDED ? "data/checkpoints" : "checkpoints");
        Path key;
        try (Stream<Path> files = Files.list(checkpoints)) {
            key = files.filter(one -> one.toString().endsWith(".pem"))
                    .findFirst()
                    .orElseThrow();
        }
        Program program = Program.run(
                System.getProperty("audit-verifier.jar"),
                List.of(
                        "verify",
                        file.toString(),
                        "--checkpoints",
                        checkpoints.toString(),
                        "--public-key",
                        key.toString()));
        assertThat(program.status()).as(program.said()).isZero();
        return program.said().strip();
    }

    private static Answer expect(Answer answer, int status) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        return answer;
    }
}
