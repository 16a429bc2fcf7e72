package dev.rendezvous.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it is handed, the program says what is wrong and does not fail itself. */
class NonsenseTest {
    private static final long SEED = 20260301;

    @TempDir
    private Path folder;

    private GoldenExport golden;
    private List<String> lines;

    @BeforeEach
    void an_export_and_its_checkpoints() throws IOException {
        golden = new GoldenExport(folder);
        lines = new ArrayList<>(GoldenExport.entries());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"specversion\":\"1.0\"}",
                "{\"end\":{\"number\":-1,\"hash\":\"\"}}",
                "{\"skipped\":{\"from\":1,\"prev\":\"00\",\"digests\":[]}}",
                "\u0000\u0001",
                "[1,2,3]"
            })
    void a_file_of_something_else_is_no_export(String line) {
        GoldenExport.Outcome outcome = golden.verifyWithout(List.of(line));
        assertThat(outcome.said()).startsWith("cannot tell: - is not an export of the audit log: line 1 ");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.CANNOT_TELL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "}",
                " ",
                "nonsense",
                "{\"specversion\":\"1.0\",",
                "{\"specversion\":\"2.0\"}",
                "\"\\ud83d\"",
                "{\"end\":{}}"
            })
    void a_line_of_nonsense_is_named_by_the_entry_that_is_not_there(String line) {
        lines.set(4, line);
        GoldenExport.Outcome outcome = golden.verify(lines);
        assertThat(outcome.said()).startsWith("broken: entry 5: edited or cut off: line 5 ");
        assertThat(outcome.status()).isEqualTo(AuditVerifier.BROKEN);
    }

    @Test
    void a_second_member_of_the_same_name_cannot_hide() {
        String line = lines.get(1);
        lines.set(1, line.substring(0, line.length() - 1) + ",\"actor\":\"nobody\"}");
        assertThat(golden.verify(lines).said()).startsWith("broken: entry 2: edited or cut off: line 2 has no }");
        lines.set(1, line.replace("\"role\"", "\"actor\":\"nobody\",\"role\""));
        assertThat(golden.verify(lines).said())
                .startsWith("broken: entry 2: edited or cut off: line 2 has no \"metadata\"");
    }

    @Test
    void deep_nesting_ends_in_words() {
        lines.set(1, lines.get(1).replace("\"limits\":", "\"limits\":" + "[".repeat(100_000)));
        assertThat(golden.verify(lines).said()).startsWith("broken: entry 2: edited or cut off");
    }

    @Test
    void a_file_that_is_cut_anywhere_never_holds() {
        byte[] whole = String.join("\n", lines.subList(0, 6)).getBytes(StandardCharsets.UTF_8);
        String[] arguments = {
            "--checkpoints",
            folder.toString(),
            "--public-key",
            golden.file("golden.pem").toString()
        };
        assertThat(golden.verifyBytes(whole, arguments).status()).isEqualTo(AuditVerifier.HOLDS);
        for (int length = 1; length < whole.length; length += 5) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(golden.verifyBytes(cut, arguments).status())
                    .as("%d bytes", length)
                    .isNotZero();
        }
    }

    /** Every byte of the signed entries counts, but for what the format says is not compared. */
    @Test
    void a_byte_changed_anywhere_never_holds() {
        byte[] whole = String.join("\n", lines.subList(0, 6)).getBytes(StandardCharsets.UTF_8);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        String[] arguments = {
            "--checkpoints",
            folder.toString(),
            "--public-key",
            golden.file("golden.pem").toString()
        };
        Random random = new Random(SEED);
        for (int at = 0; at < whole.length; at += 1 + random.nextInt(5)) {
            if (isNotCompared(text, at)) continue;
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            assertThat(golden.verifyBytes(changed, arguments).status())
                    .as("byte %d: %s", at, text.substring(Math.max(0, at - 20), at))
                    .isNotZero();
        }
    }

    private static boolean isNotCompared(String text, int at) {
        int line = text.lastIndexOf('\n', at - 1) + 1;
        String before = text.substring(line, at);
        for (String name : List.of("source", "subject", "datacontenttype")) {
            if (before.matches(".*\"%s\":\"[^\"]*".formatted(name))) return true;
        }
        return before.contains("\"e-5\"") && before.matches(".*\"role\":\"OPERATOR\",\"address\":\"[^\"]*");
    }
}
