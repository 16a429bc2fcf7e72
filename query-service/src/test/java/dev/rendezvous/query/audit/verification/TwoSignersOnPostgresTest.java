package dev.rendezvous.query.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.query.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two nodes sign at once, on a schedule and when asked (R52): what they sign is one line of checkpoints, without a fork. */
class TwoSignersOnPostgresTest {
    private static final int EVENTS = 40;

    @TempDir
    private static Path folder;

    @RegisterExtension
    static final TestPostgres postgres = new TestPostgres();

    /** Both with one key; they may have the same directory, as on a shared disk. */
    private static RunningAuditLog node(Path own, String url, Path directory) throws IOException {
        Files.createDirectories(own);
        return new RunningAuditLog(
                own,
                "rendezvous.engine=postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.url=" + url,
                "rendezvous.audit.checkpoint.key-file="
                        + folder.resolve("first").resolve("key.pem"),
                "rendezvous.audit.checkpoint.directory=" + directory,
                "rendezvous.audit.checkpoint.interval=20ms");
    }

    @ParameterizedTest
    @CsvSource({"apart, one, another", "together, same, same"})
    void nodes_that_sign_at_once_leave_one_line_of_checkpoints(String database, String one, String another)
            throws Exception {
        String url = postgres.create(database);
        Path ones = folder.resolve(database).resolve(one);
        Path anothers = folder.resolve(database).resolve(another);
        try (RunningAuditLog first = node(folder.resolve("first"), url, ones);
                RunningAuditLog second = node(folder.resolve("second"), url, anothers)) {
            signedWhileEventsHappen(first, second);

            List<String> stored = first.db
                    .sql("SELECT text FROM audit_checkpoint ORDER BY entries")
                    .query(String.class)
                    .list();
            assertThat(stored).hasSizeGreaterThan(EVENTS / 4);
            assertEachNamesTheOneBefore(stored);
            assertThat(texts(ones)).containsExactlyElementsOf(stored);
            assertThat(texts(anothers)).containsExactlyElementsOf(stored);
            JsonNode verification = second.verified();
            assertThat(verification.get("result").stringValue()).isEqualTo("holds");
            assertThat(verification.get("proven").intValue()).isEqualTo(EVENTS);
        }
    }

    private static void signedWhileEventsHappen(RunningAuditLog first, RunningAuditLog second) {
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<Integer>> signers = new ArrayList<>();
        for (RunningAuditLog node : List.of(first, second, first, second)) {
            signers.add(CompletableFuture.supplyAsync(
                    () -> {
                        int signed = 0;
                        while (!enough.get()) {
                            RunningAuditLog.Answer answer = node.sign();
                            assertThat(answer.status())
                                    .as("%s", answer.body())
                                    .isIn(201, 204); // 204: nothing has happened yet
                            if (answer.status() == 201) signed++;
                        }
                        return signed;
                    },
                    task -> new Thread(task).start()));
        }
        try {
            for (int i = 1; i <= EVENTS; i++) first.happens("viewer-" + i);
        } finally {
            enough.set(true);
        }
        for (CompletableFuture<Integer> signer : signers)
            assertThat(signer.join()).isPositive();
        for (RunningAuditLog node : List.of(first, second))
            assertThat(node.sign().status()).isEqualTo(201);
    }

    private static void assertEachNamesTheOneBefore(List<String> checkpoints) throws NoSuchAlgorithmException {
        String before = "none";
        for (String checkpoint : checkpoints) {
            Map<String, String> lines = new TreeMap<>();
            checkpoint
                    .lines()
                    .filter(line -> line.contains(" "))
                    .forEach(line ->
                            lines.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
            assertThat(lines).containsEntry("previous", before);
            before = lines.get("entries") + " "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(checkpoint.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Of all files but the public key, by name: a file that is not whole would be among them. */
    private static List<String> texts(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".pem"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(TwoSignersOnPostgresTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
