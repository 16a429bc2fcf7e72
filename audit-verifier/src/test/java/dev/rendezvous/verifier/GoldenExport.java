package dev.rendezvous.verifier;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Eight entries with checkpoints at the third and the sixth, as another program wrote them: see golden.py. */
final class GoldenExport {
    private static final int FIRST = 3;
    private static final int SECOND = 6;

    private final Path folder;

    GoldenExport(Path folder) throws IOException {
        this.folder = folder;
        for (String file : List.of("golden.pem", checkpoint(FIRST), checkpoint(SECOND))) {
            Files.write(folder.resolve(file), resource(file));
        }
    }

    /** What the program said, and its exit status. */
    record Outcome(int status, String said) {}

    static List<String> entries() throws IOException {
        return lines("golden.ndjson");
    }

    static List<String> linked() throws IOException {
        return lines("golden-links.ndjson");
    }

    static String checkpoint(int entries) {
        return "golden-%d.checkpoint".formatted(entries);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Verifies these lines with the checkpoints that are in the folder. */
    Outcome verify(List<String> lines, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--checkpoints",
                folder.toString(),
                "--public-key",
                folder.resolve("golden.pem").toString()));
        arguments.addAll(Arrays.asList(more));
        return verifyWithout(lines, arguments.toArray(String[]::new));
    }

    Outcome verifyWithout(List<String> lines, String... more) {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        return verifyBytes(text.getBytes(StandardCharsets.UTF_8), more);
    }

    Outcome verifyBytes(byte[] export, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "-"));
        arguments.addAll(Arrays.asList(more));
        return run(new ByteArrayInputStream(export), arguments.toArray(String[]::new));
    }

    static Outcome run(InputStream in, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status = new AuditVerifier(in, out, out).run(arguments);
        return new Outcome(status, said.toString(StandardCharsets.UTF_8));
    }

    private static List<String> lines(String file) throws IOException {
        return new String(resource(file), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenExport.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }
}
