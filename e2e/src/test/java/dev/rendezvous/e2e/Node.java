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
import org.jspecify.annotations.Nullable;

/** One of the packaged jars as a process of its own, on a loopback port. */
final class Node implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final URI url;

    private Node(Process process, Path log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Starts a jar and returns at once; its log is in {@code folder}. */
    static Node start(String jar, @Nullable ClockHand hand, Path folder, int port, List<String> options) {
        Path log = folder.resolve(Path.of(jar).getFileName() + "-" + port + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1")); // it lives for seconds
        command.addAll(hand == null ? List.of("-jar", jar) : moreClasses(jar, hand));
        command.add("--server.port=" + port);
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            return new Node(process, log, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What time it is says the hand; the jar is the same. */
    private static List<String> moreClasses(String jar, ClockHand hand) {
        return List.of(
                "-Dloader.path=" + hand.classes(),
                "-D" + ClockHand.FILE + "=" + hand.file(),
                "-cp",
                jar,
                "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    /** Returns once the process says that it is ready. */
    Node awaitReadiness() {
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
        return this;
    }

    /** Has the process print what each of its threads does. */
    private void printThreads() {
        signal("QUIT");
        await("thread dump").until(() -> log().contains("JNI global ref")); // its last line
    }

    /** Stops every thread of the process where it is. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) throw new IllegalStateException("no signal %s to %s".formatted(name, url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
