package dev.rendezvous.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The program: {@code verify FILE} says whether an export is what the log was, and if not, from which entry on. */
public final class AuditVerifier {
    static final int HOLDS = 0;
    static final int BROKEN = 1;
    static final int CANNOT_TELL = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    AuditVerifier(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String... args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new AuditVerifier(System.in, out, err).run(args));
    }

    /** Returns the exit status: 0 if everything holds, 1 if something is broken, 2 if it cannot be told. */
    int run(String... args) {
        try {
            return verify(Arguments.of(args));
        } catch (Unreadable e) {
            err.println("cannot tell: " + e.getMessage());
            return CANNOT_TELL;
        }
    }

    private int verify(Arguments arguments) {
        Checkpoints checkpoints = arguments.checkpoints() == null
                ? Checkpoints.NONE
                : Checkpoints.in(arguments.checkpoints(), PublicKeys.in(arguments.publicKeys()));
        Chain chain = new Chain(checkpoints.good(), arguments.partial());
        read(arguments.export(), chain);
        Finding finding = chain.finish();
        report(checkpoints, finding, chain.proof());
        return finding == null && checkpoints.faults().isEmpty() ? HOLDS : BROKEN;
    }

    private void read(Path export, Chain chain) {
        try (InputStream stream = Arguments.isStandardInput(export) ? in : Files.newInputStream(export)) {
            read(new Lines(stream), chain, export);
        } catch (IOException e) {
            throw Unreadable.because(export, e);
        }
    }

    private static void read(Lines lines, Chain chain, Path export) throws IOException {
        ExportLine line = new ExportLine();
        while (!chain.isSettled() && lines.next()) {
            try {
                switch (line.read(lines.buffer(), lines.begin(), lines.length())) {
                    case ENTRY -> chain.entry(line, lines.number());
                    case MISSING -> chain.missing(line, lines.number());
                    case SKIPPED -> chain.skipped(line, lines.number());
                    case END -> chain.end(line);
                }
            } catch (NotAsWritten e) {
                if (lines.number() == 1) {
                    throw new Unreadable("%s is not an export of the audit log: line 1 %s".formatted(export, e.what()));
                }
                chain.nonsense(lines.number(), e.what());
            }
        }
    }

    private void report(Checkpoints checkpoints, @Nullable Finding finding, Proof proof) {
        checkpoints.faults().forEach(fault -> out.println("broken: " + fault));
        if (finding != null) out.println("broken: " + finding);
        if (finding != null) return;
        proof.sentences().forEach(out::println);
        checkpoints.remarks().forEach(remark -> out.println("note: " + remark));
        if (checkpoints.faults().isEmpty()) out.println("holds");
    }
}
