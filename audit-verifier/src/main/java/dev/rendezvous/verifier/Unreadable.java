package dev.rendezvous.verifier;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something that is needed cannot be read, so that nothing can be said about the log. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
        super(what, null, false, false);
    }

    static Unreadable because(Path file, IOException e) {
        if (e instanceof NoSuchFileException) return new Unreadable("%s does not exist".formatted(file));
        return new Unreadable("%s cannot be read: %s".formatted(file, e));
    }
}
