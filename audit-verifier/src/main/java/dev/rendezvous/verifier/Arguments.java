package dev.rendezvous.verifier;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked.
 *
 * @param export the file; {@code -} for standard input
 * @param checkpoints their folder; null to follow the chain only
 * @param publicKeys files of keys that may have signed
 * @param partial whether the export may leave out entries without a word
 */
record Arguments(Path export, @Nullable Path checkpoints, List<Path> publicKeys, boolean partial) {
    private static final String USAGE =
            """
            usage: java -jar rendezvous-audit-verifier.jar verify EXPORT.ndjson
                     [--checkpoints FOLDER --public-key FILE.pem [--public-key FILE.pem …]] [--partial]""";

    static boolean isStandardInput(Path export) {
        return export.toString().equals("-");
    }

    /** @throws Unreadable if they say something else than the usage */
    static Arguments of(String... args) {
        if (args.length < 2 || !args[0].equals("verify")) throw new Unreadable(USAGE);
        Path checkpoints = null;
        List<Path> keys = new ArrayList<>();
        boolean partial = false;
        for (int i = 2; i < args.length; i++) {
            switch (args[i]) {
                case "--partial" -> partial = true;
                case "--checkpoints" -> checkpoints = path(args, ++i);
                case "--public-key" -> keys.add(path(args, ++i));
                default -> throw new Unreadable("%s is not known%n%s".formatted(args[i], USAGE));
            }
        }
        if ((checkpoints == null) != keys.isEmpty()) {
            throw new Unreadable("--checkpoints and --public-key need each other%n%s".formatted(USAGE));
        }
        return new Arguments(path(args, 1), checkpoints, List.copyOf(keys), partial);
    }

    private static Path path(String[] args, int index) {
        if (index == args.length) throw new Unreadable("%s needs a value%n%s".formatted(args[index - 1], USAGE));
        try {
            return Path.of(args[index]);
        } catch (InvalidPathException e) {
            throw new Unreadable("%s is not a path".formatted(args[index]));
        }
    }
}
