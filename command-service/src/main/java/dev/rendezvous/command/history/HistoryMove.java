package dev.rendezvous.command.history;

import dev.rendezvous.engine.EngineSettings;
import dev.rendezvous.engine.history.HistoryExport;
import dev.rendezvous.engine.history.HistoryImport;
import dev.rendezvous.engine.history.HistoryRefused;
import dev.rendezvous.engine.history.MovedHistory;
import dev.rendezvous.engine.history.StoppedServices;
import dev.rendezvous.engine.personal.KeyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/** {@code export FILE} and {@code import FILE}, each with the settings of the engine: no web server, no reader, no sweep. */
public final class HistoryMove {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryMove.class);
    private static final String EXPORT = "export";
    private static final String IMPORT = "import";
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final ApplicationContextInitializer<GenericApplicationContext> more;

    public HistoryMove(PrintStream out, PrintStream err) {
        this(out, err, context -> {});
    }

    HistoryMove(PrintStream out, PrintStream err, ApplicationContextInitializer<GenericApplicationContext> more) {
        this.out = out;
        this.err = err;
        this.more = more;
    }

    /** Whether these arguments are for this class. */
    public static boolean isAskedFor(String... args) {
        return args.length > 0 && (args[0].equals(EXPORT) || args[0].equals(IMPORT));
    }

    /** Returns the exit status, 0 once everything is moved and safe, after a report of what was done or why not. */
    public int run(String... args) {
        if (args.length < 2 || args[1].startsWith("--")) {
            err.println("usage: %s FILE, then settings as usual".formatted(args[0]));
            return FAILED;
        }
        boolean exporting = args[0].equals(EXPORT);
        try (ConfigurableApplicationContext context = start(exporting, Arrays.copyOfRange(args, 2, args.length))) {
            return move(exporting, Path.of(args[1]), context);
        } catch (RuntimeException e) { // the platform has told why it does not start
            LOG.debug("Not started", e);
            return FAILED;
        }
    }

    private ConfigurableApplicationContext start(boolean exporting, String... settings) {
        return new SpringApplicationBuilder(MoveContext.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> prepare(context, exporting), more)
                .run(settings);
    }

    /** It has a name of its own where it connects to a database, and an export makes none. */
    private static void prepare(ConfigurableApplicationContext context, boolean exporting) {
        String setting = "spring.datasource.hikari.data-source-properties.ApplicationName";
        String name = EngineSettings.SERVICE + "-history-" + UUID.randomUUID();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("history move", Map.of(setting, name)));
        if (exporting) HistoryExport.requireStore(context.getEnvironment());
    }

    private int move(boolean exporting, Path file, ConfigurableApplicationContext context) {
        long begin = System.nanoTime();
        try {
            context.getBean(StoppedServices.class).require();
            Path keys = KeyFile.beside(file);
            if (exporting && !Files.exists(file) && Files.exists(keys))
                throw new FileAlreadyExistsException(keys.toString());
            MovedHistory moved = exporting
                    ? context.getBean(HistoryExport.class).to(file)
                    : context.getBean(HistoryImport.class).from(file);
            long movedKeys = moveKeys(exporting, keys, context.getBean(KeyFile.class));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            report(exporting, moved, took, context.getBean(EngineSettings.class));
            out.println(ofPersonalData(exporting, movedKeys, keys));
            return DONE;
        } catch (HistoryRefused refused) {
            err.println("refused: %s. %s".formatted(refused.getMessage(), refused.remedy()));
        } catch (IOException | RuntimeException e) {
            LOG.debug("Not moved", e);
            err.println("failed: " + NestedExceptionUtils.getMostSpecificCause(e));
        }
        return FAILED;
    }

    private static long moveKeys(boolean exporting, Path file, KeyFile keys) throws IOException {
        if (exporting) return keys.write(file);
        return Files.exists(file) ? keys.read(file) : 0;
    }

    private static String ofPersonalData(boolean exporting, long keys, Path file) {
        if (exporting) {
            return "what is said of persons can be read with %,d keys in %s: move it with the history, then remove it"
                    .formatted(keys, file);
        }
        return Files.exists(file)
                ? "took %,d keys of personal data from %s; now remove it".formatted(keys, file)
                : "there is no %s: what the history says of persons stays unreadable".formatted(file);
    }

    private void report(boolean exporting, MovedHistory moved, Duration took, EngineSettings settings) {
        out.println("%s %,d events in %d s; the hash of all is %s"
                .formatted(exporting ? "exported" : "imported", moved.events(), took.toSeconds(), moved.hash()));
        if (exporting) {
            out.println(
                    "not in the file: answers kept for Idempotency-Keys, read models, and the keys of device tokens");
        } else {
            out.println("read back and compared: the store is what the file says");
        }
        out.println(ofTokenKeys(exporting, settings));
    }

    /** A deployment without the keys that issued tokens would take none of them. Tells where a key is, never the key. */
    private static String ofTokenKeys(boolean exporting, EngineSettings settings) {
        Path own = settings.dataDir().resolve("token.key");
        if (exporting && settings.isOneProcess() && Files.exists(own)) {
            return "tokens stay valid only with their key: set rendezvous.token.active-key=standalone and"
                    + " rendezvous.token.keys.standalone to what is in " + own + ", or take that file along";
        }
        return "tokens stay valid only with their keys: keep rendezvous.token.active-key and rendezvous.token.keys as they"
                + " were, or the file token.key of standalone";
    }
}
