package dev.rendezvous.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** Moves the time of a product in another process: the file says what time it is, in milliseconds of the epoch. */
final class ClockHand {
    /** Names the file to the product, as a system property. */
    static final String FILE = "e2e.clock";

    private final Path file;
    private Instant now;

    ClockHand(Path file, Instant now) {
        this.file = file;
        this.now = now;
        moveTo(now);
    }

    Path file() {
        return file;
    }

    Instant now() {
        return now;
    }

    void moveTo(Instant instant) {
        now = instant;
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, Long.toString(instant.toEpochMilli()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder or jar that has {@link HandClock}. */
    Path classes() {
        try {
            return Path.of(HandClock.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
