package dev.rendezvous.query;

import dev.rendezvous.axonserver.AxonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A real Axon Server for the service of one class of tests, whose address is the system property {@value #ADDRESS}. Named before {@link
 * RunningService} it starts before the service and ends after it.
 */
final class TestAxonServer implements BeforeAllCallback, AfterAllCallback {
    static final String ADDRESS = "rendezvous.test.axonserver";

    private @Nullable AxonServer running;
    private @Nullable Path folder;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path made = Files.createTempDirectory("axonserver");
        folder = made;
        AxonServer started = AxonServer.start(made);
        running = started;
        System.setProperty(ADDRESS, started.address());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        System.clearProperty(ADDRESS);
        if (running != null) running.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
