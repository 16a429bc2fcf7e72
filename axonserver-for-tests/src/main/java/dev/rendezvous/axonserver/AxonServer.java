package dev.rendezvous.axonserver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Axon Server: {@code RENDEZVOUS_AXONSERVER} is its executable jar, which is then started on loopback with a store of the
 * test's own, or {@code host:port} of one that runs and was empty before the tests.
 */
public final class AxonServer implements AutoCloseable {
    private static final String VARIABLE = "RENDEZVOUS_AXONSERVER";

    /** What a test says that is not run. */
    public static final String NOT_THERE =
            "NOT RUN, as there is no real Axon Server: set %s to its jar, or to host:port of an empty one"
                    .formatted(VARIABLE);

    private static final Duration START = Duration.ofMinutes(4);

    private final String address;
    private final @Nullable URI health;
    private final List<String> command;
    private final Path folder;
    private final Path log;
    private @Nullable Process process;

    private AxonServer(String address, @Nullable URI health, List<String> command, Path folder) {
        this.address = address;
        this.health = health;
        this.command = command;
        this.folder = folder;
        this.log = folder.resolve("axonserver.log");
    }

    public static boolean isThere() {
        return !named().isBlank();
    }

    /** Whether it is one that tests start themselves, each with an empty store, and may kill. */
    public static boolean isJar() {
        return named().endsWith(".jar");
    }

    static String named() {
        return String.valueOf(System.getenv().getOrDefault(VARIABLE, ""));
    }

    /**
     * Returns once it is ready, with whatever is in {@code folder} already.
     *
     * @throws IllegalStateException if it does not start
     */
    public static AxonServer start(Path folder) {
        if (!isThere()) throw new IllegalStateException(NOT_THERE);
        if (!isJar()) return new AxonServer(named(), null, List.of(), folder);
        int http = freePort();
        int grpc = freePort();
        AxonServer server = new AxonServer(
                "127.0.0.1:" + grpc,
                URI.create("http://127.0.0.1:%d/actuator/health".formatted(http)),
                command(folder, http, grpc),
                folder);
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        server.launch();
        return server;
    }

    private static List<String> command(Path folder, int http, int grpc) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-jar",
                Path.of(named()).toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + http,
                "--axoniq.axonserver.port=" + grpc,
                "--axoniq.axonserver.hostname=127.0.0.1",
                "--axoniq.axonserver.standalone=true",
                "--axoniq.axonserver.event.segments-for-sequence-number-check=1000000",
                "--axoniq.axonserver.event.storage=" + folder.resolve("events"),
                "--axoniq.axonserver.snapshot.storage=" + folder.resolve("events"),
                "--axoniq.axonserver.controldb-path=" + folder,
                "--axoniq.axonserver.pid-file-location=" + folder,
                "--axoniq.axonserver.replication.log-storage-folder=" + folder.resolve("log"));
    }

    /** {@code host:port} for its clients. */
    public String address() {
        return address;
    }

    /** Ends it as a power cut of its process would: {@code SIGKILL}. Does nothing to one that the tests have not started. */
    public void kill() {
        Process running = process;
        if (running == null) return;
        try {
            running.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After {@link #kill()}, with what it has kept; returns once it is ready. */
    public void restart() {
        if (health != null) launch();
    }

    @Override
    public void close() {
        kill();
    }

    private void launch() {
        try {
            Files.createDirectories(folder);
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            awaitHealth();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Axon Server starts", e);
        }
    }

    private void awaitHealth() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isHealthy()) {
            Process running = process;
            if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("Axon Server did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
