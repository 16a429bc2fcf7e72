package dev.rendezvous.query.proof;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.history.HistoryExport;
import dev.rendezvous.engine.history.HistoryFile;
import dev.rendezvous.engine.history.HistoryRefused;
import dev.rendezvous.engine.history.MovedHistory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * {@code prove} walks through the events that are kept where the settings say, {@code prove FILE} through those of a file that
 * {@code export} wrote, on any machine and without a store (R55). Changes nothing.
 */
public final class ProveCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ProveCommand.class);
    private static final String PROVE = "prove";
    private static final int HOLDS = 0;
    private static final int FAILED = 1;
    private static final int BROKEN = 2;

    /** Nothing else needs memory here. */
    private static final String HEAP_SHARE = "0.8";

    private final PrintStream out;
    private final PrintStream err;

    public ProveCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether these arguments are for this class. */
    public static boolean isAskedFor(String... args) {
        return args.length > 0 && args[0].equals(PROVE);
    }

    /** Returns the exit status after a report: 0 if the history holds, 2 if it does not, 1 if that could not be told. */
    public int run(String... args) {
        boolean ofFile = args.length > 1 && !args[1].startsWith("--");
        String[] settings = Arrays.copyOfRange(args, ofFile ? 2 : 1, args.length);
        try {
            return ofFile ? proveFile(Path.of(args[1]), settings) : prove(null, Map.of(), settings);
        } catch (IOException e) {
            LOG.debug("Not proven", e);
            err.println("failed: " + NestedExceptionUtils.getMostSpecificCause(e));
            return FAILED;
        }
    }

    /** With an empty store of its own, which is gone afterwards. */
    private int proveFile(Path file, String... settings) throws IOException {
        Path nowhere = Files.createTempDirectory("rendezvous-prove");
        try {
            Map<String, Object> own =
                    Map.of("rendezvous.engine", "embedded", "rendezvous.data-dir", nowhere.toString());
            return prove(file, own, settings);
        } finally {
            FileSystemUtils.deleteRecursively(nowhere);
        }
    }

    private int prove(@Nullable Path file, Map<String, Object> own, String... settings) {
        try (ConfigurableApplicationContext context = start(file == null, own, settings)) {
            return walk(file, context);
        } catch (RuntimeException e) { // the platform has told why it does not start
            LOG.debug("Not started", e);
            return FAILED;
        }
    }

    private static ConfigurableApplicationContext start(boolean ofStore, Map<String, Object> own, String... settings) {
        Map<String, Object> first = new HashMap<>(own);
        first.put("spring.datasource.hikari.data-source-properties.ApplicationName", "rendezvous-proof");
        first.put("rendezvous.proof.heap-share", HEAP_SHARE);
        if (ofStore) first.put("spring.flyway.enabled", "false"); // whoever only reads makes no tables
        return new SpringApplicationBuilder(ProveContext.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("prove", first));
                    if (ofStore) HistoryExport.requireStore(context.getEnvironment());
                })
                .run(settings);
    }

    private int walk(@Nullable Path file, ConfigurableApplicationContext context) {
        long begin = System.nanoTime();
        ProofSettings settings =
                Binder.get(context.getEnvironment()).bindOrCreate("rendezvous.proof", ProofSettings.class);
        Proof proof = new Proof(context.getBean(DeviceGroups.class), settings.inFlight());
        try {
            if (file == null) walkStore(proof, settings, context);
            else walkFile(file, proof, settings, context);
            ProofReport report = proof.end();
            ProofText.of(report, Duration.ofNanos(System.nanoTime() - begin)).forEach(out::println);
            return report.holds() ? HOLDS : BROKEN;
        } catch (HistoryRefused refused) {
            err.println("refused: %s. %s".formatted(refused.getMessage(), refused.remedy()));
        } catch (TooMuchToRemember e) {
            err.println("failed: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.debug("Not proven", e);
            err.println("failed: " + NestedExceptionUtils.getMostSpecificCause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    private static void walkStore(Proof proof, ProofSettings settings, ConfigurableApplicationContext context)
            throws InterruptedException {
        StoredHistory history = new StoredHistory(context.getBean(EventStore.class), context.getBean(EventLog.class));
        history.walk(history.head(), proof::isInTheMiddle, () -> false, event -> next(proof, event, settings));
    }

    private void walkFile(Path file, Proof proof, ProofSettings settings, ConfigurableApplicationContext context)
            throws IOException {
        HistoryFile history = new HistoryFile(file, context.getBean(org.axonframework.config.Configuration.class));
        MovedHistory read = history.forEach(event -> next(proof, StoredHistory.past(event), settings));
        out.println("the file is as it was written; the hash of its %,d events is %s"
                .formatted(read.events(), read.hash()));
    }

    private static void next(Proof proof, PastEvent event, ProofSettings settings) {
        proof.next(event);
        if (proof.remembered() > settings.mostRemembered()) {
            throw new TooMuchToRemember(settings.mostRemembered(), event.position());
        }
    }
}
