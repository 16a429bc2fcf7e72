package dev.rendezvous.query.audit.verification;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class TamperingOnH2Test extends TamperingContract {
    @TempDir
    private static Path folder;

    private static @Nullable RunningAuditLog log;

    TamperingOnH2Test() {
        super(requireNonNull(log));
    }

    @BeforeAll
    static void start() throws IOException {
        log = new RunningAuditLog(folder);
        fill(log);
    }

    @AfterAll
    static void stop() {
        if (log != null) log.close();
    }
}
