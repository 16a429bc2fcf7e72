package dev.rendezvous.engine.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a history file, which only its owner may read: it tells who did what. Without {@link #finish} it is no whole file. */
final class HistoryWriter implements AutoCloseable {
    private final HistoryChain chain = new HistoryChain();
    private final FileChannel file;
    private final Writer lines;
    private long events;

    /** @throws java.nio.file.FileAlreadyExistsException if there is such a file */
    HistoryWriter(Path path, HistoryLines.First first) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
        OutputStream out = Channels.newOutputStream(file);
        lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        write(first);
    }

    void add(StoredEvent event) throws IOException {
        write(new HistoryLines.Event(event, chain.add(event)));
        events++;
    }

    /** Returns once everything is on disk. */
    MovedHistory finish() throws IOException {
        write(new HistoryLines.Last(events, chain.hash()));
        lines.flush();
        file.force(true);
        return new MovedHistory(events, chain.hash());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void write(Object line) throws IOException {
        lines.write(HistoryLines.text(line));
        lines.write('\n');
    }
}
