package dev.rendezvous.query.audit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** One file a checkpoint, and one for each public key: to be copied to where whoever runs the product cannot change it. */
final class CheckpointDirectory {
    private static final String ENDING = ".checkpoint";

    private final Path directory;

    CheckpointDirectory(Path directory) {
        this.directory = directory;
    }

    static String nameOf(Checkpoint checkpoint) {
        return "%018d%s".formatted(checkpoint.entries(), ENDING);
    }

    /** Returns once the checkpoint is on disk, whole; one that is there already stays as it is. */
    void write(Checkpoint checkpoint) throws IOException {
        writeOnce(nameOf(checkpoint), checkpoint.text());
    }

    void writePublicKey(PublicHalf key) throws IOException {
        writeOnce("public-key-%s.pem".formatted(key.id()), key.pem());
    }

    /**
     * The text of the one with the most entries.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    Optional<Checkpoint> newest() throws IOException {
        if (!Files.isDirectory(directory)) return Optional.empty();
        try (Stream<Path> files = Files.list(directory)) {
            Optional<Path> newest = files.filter(
                            file -> file.getFileName().toString().endsWith(ENDING))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
            if (newest.isEmpty()) return Optional.empty();
            return Optional.of(Checkpoint.of(Files.readString(newest.get(), StandardCharsets.US_ASCII)));
        }
    }

    private void writeOnce(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        if (Files.exists(file)) return;
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, name, ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) { // no secret, and somebody else copies it
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
