package dev.rendezvous.engine.personal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves data keys, as they are wrapped, in a file beside that of a history. They are no part of the history: who removes this
 * file keeps all of it, and can read nothing of anybody.
 */
public final class KeyFile {
    private static final String ENDING = ".keys";
    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KeyStore store;
    private final KeyTransaction transaction;

    KeyFile(KeyStore store, KeyTransaction transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /** Where the keys of a history file are. */
    public static Path beside(Path history) {
        return history.resolveSibling(history.getFileName() + ENDING);
    }

    /**
     * Writes a line of JSON for each key into a new file that only its owner can read; returns how many.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    public long write(Path file) throws IOException {
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        long count = 0;
        try (BufferedWriter lines = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
            for (KeyStore.Kept.Table table : KeyStore.Kept.Table.values()) {
                List<KeyStore.Kept> page = store.page(table, null, PAGE);
                while (!page.isEmpty()) {
                    for (KeyStore.Kept key : page)
                        lines.append(JSON.writeValueAsString(key)).append('\n');
                    count += page.size();
                    page = store.page(table, page.get(page.size() - 1).keyId(), PAGE);
                }
            }
        }
        return count;
    }

    /** Takes in all keys of a file that are not there yet; returns how many the file has. */
    public long read(Path file) throws IOException {
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<KeyStore.Kept> page = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                page.add(JSON.readValue(line, KeyStore.Kept.class));
                count++;
                if (page.size() == PAGE) takeIn(page);
            }
            takeIn(page);
        }
        return count;
    }

    private void takeIn(List<KeyStore.Kept> page) {
        transaction.execute(() -> store.add(List.copyOf(page)));
        page.clear();
    }
}
