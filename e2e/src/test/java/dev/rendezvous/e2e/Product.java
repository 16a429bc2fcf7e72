package dev.rendezvous.e2e;

import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged standalone jar as a process of its own, on a free loopback port. */
final class Product implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final URI url;

    private Product(Process process, Path log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Starts the product and returns once it says that it is ready. */
    static Product startIn(Path dataDir, String... options) {
        return start(dataDir, List.of("-jar", jar()), options);
    }

    /** As {@link #startIn}, but what time it is says the hand; the jar is the same. */
    static Product startIn(Path dataDir, ClockHand hand, String... options) {
        List<String> moreClasses = List.of(
                "-Dloader.path=" + hand.classes(),
                "-D" + ClockHand.FILE + "=" + hand.file(),
                "-cp",
                jar(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
        return start(dataDir, moreClasses, options);
    }

    private static String jar() {
        return System.getProperty("standalone.jar");
    }

    private static Product start(Path dataDir, List<String> main, String... options) {
        int port = freePort();
        Path log = dataDir.resolveSibling(dataDir.getFileName() + "-" + port + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1")); // it lives for seconds
        command.addAll(main);
        command.addAll(List.of("--server.port=" + port, "--rendezvous.data-dir=" + dataDir));
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            Product product = new Product(process, log, URI.create("http://127.0.0.1:" + port));
            product.awaitReadiness();
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReadiness() throws IOException {
        try {
            await("readiness")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || isReady());
        } catch (ConditionTimeoutException e) {
            printThreads();
            kill();
            throw new IllegalStateException("the product was not ready in time:\n" + log(), e);
        }
        if (!process.isAlive()) throw new IllegalStateException("the product did not start:\n" + log());
    }

    /** Has the process print what each of its threads does. */
    private void printThreads() throws IOException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .inheritIO()
                .start();
        await("thread dump").until(() -> log().contains("JNI global ref")); // its last line
    }

    URI url() {
        return url;
    }

    /** Everything that the process has printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process as a power cut would: {@code SIGKILL}, nothing is flushed or closed. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** Asks the process to end, as an operator does. */
    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the product did not end:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(health, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
