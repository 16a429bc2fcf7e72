package dev.rendezvous.engine.history;

import dev.rendezvous.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Writes all events to a file, a page at a time. No service may run meanwhile: what it appended might be left out. */
public final class HistoryExport {
    /** Read in a few milliseconds, so that no connection is held for long. */
    private static final int PAGE = 1_000;

    private final HistoryStore store;
    private final EngineSettings settings;
    private final Clock clock;

    HistoryExport(HistoryStore store, EngineSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws HistoryRefused if the embedded engine would make a new database where these settings say */
    public static void requireStore(Environment environment) {
        EngineSettings settings = Binder.get(environment).bindOrCreate("rendezvous", EngineSettings.class);
        Path database = Path.of(settings.database() + ".mv.db");
        if (settings.isOneProcess() && !Files.exists(database)) {
            throw new HistoryRefused("there is no " + database, "Set rendezvous.data-dir to the folder of the store.");
        }
    }

    /**
     * Returns once the file is whole and on disk. After a failure there is none.
     *
     * @throws HistoryRefused if there are no events, or such a file already
     */
    public MovedHistory to(Path file) throws IOException {
        if (store.after(-1, 1).isEmpty()) {
            throw new HistoryRefused("the store holds no events", "Look at the settings that name the store.");
        }
        String engine = settings.engine().name().toLowerCase(Locale.ROOT).replace('_', '-');
        HistoryLines.First first = new HistoryLines.First(
                HistoryLines.VERSION, engine, clock.instant().toString());
        try (HistoryWriter writer = new HistoryWriter(file, first)) {
            return writeTo(writer, file);
        } catch (FileAlreadyExistsException e) {
            throw new HistoryRefused("%s is there already".formatted(file), "Name a new file, or move this one away.");
        }
    }

    private MovedHistory writeTo(HistoryWriter writer, Path file) throws IOException {
        try {
            long position = -1;
            for (List<StoredEvent> page = store.after(position, PAGE); !page.isEmpty(); ) {
                for (StoredEvent event : page) writer.add(event);
                position = page.get(page.size() - 1).position();
                page = store.after(position, PAGE);
            }
            return writer.finish();
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }
}
