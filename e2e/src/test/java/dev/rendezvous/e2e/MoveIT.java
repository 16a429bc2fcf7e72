package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A history that began on H2 goes on elsewhere with the packaged jars, and nobody is told anything else than before (ADR 20). */
@ParameterizedClass
@EnumSource(names = {"POSTGRES", "AXON_SERVER"})
class MoveIT {
    private static final int ACCOUNTS = 60;
    private static final int TELEVISIONS = 6;
    private static final Pattern HASH = Pattern.compile("the hash of all is ([0-9a-f]{64})");
    private static final String LAST_CODE = "waits";

    @TempDir
    private Path folder;

    private final Engine engine;
    private final List<String> tokens = new ArrayList<>();
    private String regCode = "";
    private @Nullable Deployment running;

    MoveIT(Engine engine) {
        this.engine = engine;
    }

    @AfterEach
    void stop() {
        if (running != null) running.close();
    }

    @Test
    void what_is_read_after_a_move_is_what_was_read_before() throws Exception {
        engine.orSkip(folder.resolve("moved"));
        Deployment begun = started(
                Engine.EMBEDDED,
                Deployment.withoutNodes(Engine.EMBEDDED, folder.resolve("begun"), null, unthrottled()));
        fill(begun.client());
        Map<String, String> before = readsOf(begun);
        begun.stopNodes();

        Deployment moved = moved(begun, engine, "moved");
        assertThat(readsOf(moved)).isEqualTo(before);
        if (engine == Engine.AXON_SERVER) {
            moved.stopNodes();
            assertThat(readsOf(moved(moved, Engine.POSTGRES, "again"))).isEqualTo(before);
        }
    }

    private Deployment started(Engine where, Deployment product) {
        running = product;
        product.startNodes(where);
        return product;
    }

    private String[] unthrottled(String... more) {
        List<String> options = new ArrayList<>(List.of("--rendezvous.throttle.enabled=false"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** Links, refusals, unlinkings and amendments of some accounts, and a code that waits. */
    private void fill(Client client) {
        for (int number = 1; number <= ACCOUNTS; number++) {
            String account = "account-" + number;
            client.openAccount(account);
            for (int television = 1; television <= TELEVISIONS; television++) {
                String device = account + "-" + television;
                String code = client.askForCode(device).text("regCode");
                client.claim("operator", account, code);
                if (client.link("operator", account, code).status() == 201)
                    tokens.add(client.awaitOutcome(device, code).text("deviceToken"));
            }
            client.amend("operator", account, "{\"unapprove\":[\"%s-1\"]}".formatted(account));
            if (number % 3 == 0) client.unlink("operator", account, account + "-2");
            if (number % 5 == 0) client.setStatus(account, "ON_HOLD");
        }
        regCode = client.askForCode(LAST_CODE).text("regCode");
    }

    /** What is told of every account and device. */
    private Map<String, String> readsOf(Deployment product) {
        Client client = product.client();
        Map<String, String> reads = new LinkedHashMap<>();
        for (int number = 1; number <= ACCOUNTS; number++) {
            String path = "/accounts/account-%d/devices".formatted(number);
            reads.put(path, client.as("operator", "GET", path, null).http().body());
        }
        for (String token : tokens) {
            Answer answer = client.deviceWith(token);
            reads.put(token, answer.status() == 200 ? answer.http().body() : "%d".formatted(answer.status()));
        }
        reads.put(LAST_CODE, client.poll(LAST_CODE, regCode).text("status"));
        Auditor auditor = new Auditor(product.lastQueryNode());
        assertThat(auditor.proof().path("state").asString()).isEqualTo("HOLDS");
        String then = auditor.get("/history/accounts/account-3/diff?from=2026-01-01T00:00:00Z")
                .http()
                .body();
        reads.put("history", then.replaceAll("\"to\":\"[^\"]*\"", ""));
        return reads;
    }

    private Deployment moved(Deployment from, Engine to, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".ndjson");
        String told = hashOf(command("export", file, from.options()));
        if (running != null) running.close();
        running = null;

        String key = Files.readString(folder.resolve("begun/data/token.key")).strip();
        Deployment fresh = Deployment.withoutNodes(
                to, folder.resolve(name), null, unthrottled("--rendezvous.token.keys.standalone=" + key));
        running = fresh;
        String said = command("import", file, fresh.options());
        assertThat(said).contains("read back and compared");
        assertThat(hashOf(said)).isEqualTo(told);
        return started(to, fresh);
    }

    private static String command(String what, Path file, List<String> options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(what, file.toString()));
        arguments.addAll(options);
        Program program = Program.run(System.getProperty("standalone.jar"), arguments);
        assertThat(program.status()).as(program.said()).isZero();
        return program.said();
    }

    private static String hashOf(String said) {
        Matcher hash = HASH.matcher(said);
        assertThat(hash.find()).as(said).isTrue();
        return hash.group(1);
    }
}
