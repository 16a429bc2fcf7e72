package dev.rendezvous.verifier;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All checkpoints of a folder whose signatures are good, and what is wrong with the others.
 *
 * @param good with ascending counts of entries, none twice
 * @param faults one sentence a file
 * @param remarks what is no fault but worth knowing
 */
record Checkpoints(List<Checkpoint> good, List<String> faults, List<String> remarks) {
    static final Checkpoints NONE = new Checkpoints(List.of(), List.of(), List.of());

    private static final String FILES = "*.checkpoint";
    private static final int LONGEST = 4_096;

    /** @throws Unreadable if the folder cannot be read */
    static Checkpoints in(Path folder, Map<String, PublicKey> keys) {
        Checkpoints read = new Checkpoints(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
            for (Path file : files) read.add(file, keys);
        } catch (IOException e) {
            throw Unreadable.because(folder, e);
        }
        read.good.sort(Comparator.comparingLong(Checkpoint::entries).thenComparing(Checkpoint::file));
        read.compare();
        return read;
    }

    private void add(Path file, Map<String, PublicKey> keys) throws IOException {
        String name = file.getFileName().toString();
        try {
            if (Files.size(file) > LONGEST) throw new NotAsWritten("is not a checkpoint, or was altered");
            Checkpoint checkpoint = Checkpoint.read(name, Files.readAllBytes(file));
            PublicKey key = keys.get(checkpoint.keyId());
            if (key == null) throw new NotAsWritten("names key %s, which was not given".formatted(checkpoint.keyId()));
            if (!checkpoint.isSignedBy(key)) throw new NotAsWritten("has no good signature: it was altered or forged");
            good.add(checkpoint);
        } catch (NotAsWritten e) {
            faults.add("%s %s".formatted(name, e.what()));
        }
    }

    /** Each names the one before; one that is not here may have been left out when they were copied. */
    private void compare() {
        for (int i = good.size() - 1; i >= 0; i--) {
            Checkpoint later = good.get(i);
            Checkpoint before = i == 0 ? null : good.get(i - 1);
            Long named = later.previousEntries();
            if (before != null && before.entries() == later.entries()) {
                good.remove(i);
                if (!before.digest().equals(later.digest())) {
                    faults.add("%s and %s are signed for the same count of entries, and are not the same"
                            .formatted(before.file(), later.file()));
                }
            } else if (before == null || named == null || named > before.entries()) {
                if (named != null) remarks.add("the checkpoint before %s is not in the folder".formatted(later.file()));
                else if (before != null) faults.add("%s says it is the first, and is not".formatted(later.file()));
            } else if (named < before.entries() || !before.digest().equals(later.previousDigest())) {
                faults.add("%s does not follow %s: the log was signed in two versions"
                        .formatted(later.file(), before.file()));
            }
        }
    }
}
