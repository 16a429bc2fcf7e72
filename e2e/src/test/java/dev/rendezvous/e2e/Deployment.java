package dev.rendezvous.e2e;

import dev.rendezvous.axonserver.AxonServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The product as an operator runs it: one process on its own, or two command and two query nodes on a shared engine. */
final class Deployment implements AutoCloseable {
    private static final int NODES_OF_A_KIND = 2;

    private final Path folder;
    private final @Nullable ClockHand hand;
    private final List<String> options;
    private final List<Node> commands = new ArrayList<>();
    private final List<Node> queries = new ArrayList<>();
    private final @Nullable Postgres postgres;
    private final @Nullable AxonServer axonServer;

    private Deployment(
            Path folder,
            @Nullable ClockHand hand,
            List<String> options,
            @Nullable Postgres postgres,
            @Nullable AxonServer axonServer) {
        this.folder = folder;
        this.hand = hand;
        this.options = options;
        this.postgres = postgres;
        this.axonServer = axonServer;
    }

    /** Returns once all processes say that they are ready. Everything that they write is in {@code folder}. */
    static Deployment start(Engine engine, Path folder, @Nullable ClockHand hand, String... options) {
        Deployment deployment = withoutNodes(engine, folder, hand, options);
        deployment.startNodes(engine);
        return deployment;
    }

    /** Nothing but the stores, until {@link #startNodes}. */
    static Deployment withoutNodes(Engine engine, Path folder, @Nullable ClockHand hand, String... options) {
        engine.orSkip(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return engine == Engine.EMBEDDED
                ? new Deployment(folder, hand, embedded(folder, options), null, null)
                : shared(engine, folder, hand, options);
    }

    private static List<String> embedded(Path folder, String... options) {
        return Stream.concat(Stream.of(options), Stream.of("--rendezvous.data-dir=" + folder.resolve("data")))
                .toList();
    }

    private static Deployment shared(Engine engine, Path folder, @Nullable ClockHand hand, String... options) {
        AxonServer axonServer = engine == Engine.AXON_SERVER ? AxonServer.start(folder.resolve("axonserver")) : null;
        Postgres postgres = new Postgres(folder.resolve("postgres"));
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--rendezvous.engine=" + (engine == Engine.POSTGRES ? "postgres" : "axon-server"));
        all.add("--spring.datasource.url=" + postgres.url());
        all.add("--spring.datasource.username=postgres");
        all.add("--rendezvous.local-users.enabled=true");
        all.add("--rendezvous.token.active-key=k1");
        all.add("--rendezvous.token.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        all.add("--rendezvous.audit.checkpoint.key-file=" + checkpointKey(folder));
        all.add("--rendezvous.audit.checkpoint.directory=" + folder.resolve("checkpoints"));
        if (axonServer != null) all.add("--axon.axonserver.servers=" + axonServer.address());
        return new Deployment(folder, hand, List.copyOf(all), postgres, axonServer);
    }

    /** Made for this folder: PKCS#8 in PEM. */
    private static Path checkpointKey(Path folder) {
        Path file = folder.resolve("checkpoint-key.pem");
        if (Files.exists(file)) return file;
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(key));
            return Files.writeString(file, pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no key for checkpoints", e);
        }
    }

    /** Returns once all processes say that they are ready. */
    void startNodes(Engine engine) {
        try {
            launchNodes(engine);
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private void launchNodes(Engine engine) {
        if (engine == Engine.EMBEDDED) {
            Node both = node("standalone.jar", Node.freePort());
            commands.add(both);
            queries.add(both);
        } else {
            for (int number = 0; number < NODES_OF_A_KIND; number++) {
                commands.add(node("command-service.jar", Node.freePort()));
                queries.add(node("query-service.jar", Node.freePort()));
            }
        }
        nodes().forEach(Node::awaitReadiness);
    }

    private Node node(String jar, int port) {
        return Node.start(System.getProperty(jar), hand, folder, port, options);
    }

    /** Starts one node of each kind again, which have ended, on the same ports; returns when they are ready. */
    void restartNodes(int number) {
        commands.set(
                number, node("command-service.jar", commands.get(number).url().getPort()));
        queries.set(number, node("query-service.jar", queries.get(number).url().getPort()));
        commands.get(number).awaitReadiness();
        queries.get(number).awaitReadiness();
    }

    Node commandNode(int number) {
        return commands.get(number);
    }

    Node queryNode(int number) {
        return queries.get(number);
    }

    /** Another than the first, if there is one. */
    Node lastQueryNode() {
        return queries.get(queries.size() - 1);
    }

    Postgres postgres() {
        if (postgres == null) throw new IllegalStateException("there is no PostgreSQL in this deployment");
        return postgres;
    }

    /** Ends Axon Server as a power cut would, and starts it again. Nothing on other engines, or if it is not the test's own. */
    void restartAxonServer() {
        if (axonServer == null) return;
        axonServer.kill();
        axonServer.restart();
    }

    /** One that spreads its requests over all nodes, as the gateway does. */
    Client client() {
        return new Client(urls(commands), urls(queries));
    }

    private static List<URI> urls(List<Node> nodes) {
        return nodes.stream().map(Node::url).toList();
    }

    private Stream<Node> nodes() {
        return Stream.concat(commands.stream(), queries.stream()).distinct();
    }

    /** Everything that the processes have printed. */
    String log() {
        return String.join("", nodes().map(Node::log).toList());
    }

    /** Ends everything as a power cut would: nothing is flushed or closed. */
    void kill() {
        nodes().forEach(Node::kill);
        closeStores();
    }

    /** Asks all nodes to end, as an operator does; the stores stay. */
    void stopNodes() {
        nodes().forEach(Node::close);
    }

    /** What any of the packaged jars needs to work on the same stores. */
    List<String> options() {
        return options;
    }

    @Override
    public void close() {
        stopNodes();
        closeStores();
    }

    private void closeStores() {
        if (axonServer != null) axonServer.close();
        if (postgres != null) postgres.close();
    }
}
