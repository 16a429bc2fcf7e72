package dev.rendezvous.query.audit.checkpoint;

import dev.rendezvous.engine.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Signs what the audit log is now, if it is still what was signed before. One node at a time does, whoever comes first; each node
 * that has a key keeps all checkpoints in its own directory.
 */
final class CheckpointWriter {
    private static final int PAGE = 100;
    private static final String NOTHING = "0".repeat(64);

    private final CheckpointTable table;
    private final CheckpointDirectory directory;
    private final ChainedEntries entries;
    private final SigningKey key;
    private final BelievedKeys believed;
    private final TransactionOperations transaction;
    private final Durability durability;
    private final Clock clock;

    CheckpointWriter(
            CheckpointTable table,
            CheckpointDirectory directory,
            ChainedEntries entries,
            SigningKey key,
            BelievedKeys believed,
            TransactionOperations transaction,
            Durability durability,
            Clock clock) {
        this.table = table;
        this.directory = directory;
        this.entries = entries;
        this.key = key;
        this.believed = believed;
        this.transaction = transaction;
        this.durability = durability;
        this.clock = clock;
    }

    PublicHalf key() {
        return key.publicHalf();
    }

    /**
     * The newest checkpoint, made now if there are entries that none covers; it is in the directory, on disk.
     *
     * @return empty if the log holds no entries
     * @throws LogNotAsSigned if the log, or what is left of the checkpoints, is not what was signed
     */
    synchronized Optional<Checkpoint> write() {
        try {
            Checkpoint kept = directory.newest().orElse(null);
            AtomicReference<Optional<Checkpoint>> newest = new AtomicReference<>(Optional.empty());
            transaction.executeWithoutResult(status -> newest.set(Optional.ofNullable(next(kept))));
            durability.await(); // or after a crash the directory would know more than the database
            bringUpToDate(kept);
            return newest.get();
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoints cannot be kept", e);
        } catch (IllegalArgumentException e) {
            throw new LogNotAsSigned("a checkpoint that was kept is none any more: it was altered");
        }
    }

    private @Nullable Checkpoint next(@Nullable Checkpoint kept) {
        table.claim();
        Checkpoint stored = table.newest().orElse(null);
        if (kept != null) requireStored(kept, stored);
        if (stored != null) requireAsSigned(stored);
        ChainedEntries.Entry last = entries.newest().orElse(null);
        if (last == null || (stored != null && stored.entries() == last.number())) return stored;
        entries.requireWhole(
                stored == null ? 0 : stored.entries(), stored == null ? NOTHING : stored.hash(), last.number());
        Checkpoint signed = key.sign(new Checkpoint(
                last.number(),
                last.position(),
                last.hash(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                stored == null ? null : stored.reference(),
                key.id(),
                ""));
        table.add(signed);
        return signed;
    }

    /** Whoever shortens the log would shorten the table too; the file is left. */
    private void requireStored(Checkpoint kept, @Nullable Checkpoint stored) {
        List<Checkpoint> same = table.before(kept.entries() + 1, 1);
        if (stored == null || same.isEmpty() || !same.get(0).text().equals(kept.text())) {
            requireAsSigned(kept);
            throw new LogNotAsSigned("the database does not have %s, which the directory has".formatted(kept));
        }
    }

    private void requireAsSigned(Checkpoint before) {
        switch (believed.judge(before)) {
            case GOOD -> {}
            case FORGED -> throw new LogNotAsSigned("%s has no good signature".formatted(before));
            case UNKNOWN_KEY ->
                throw new LogNotAsSigned("%s names key %s, which rendezvous.audit.checkpoint.public-keys does not have"
                        .formatted(before, before.keyId()));
        }
        ChainedEntries.Entry entry = entries.at(before.entries()).orElse(null);
        if (entry == null) {
            throw new LogNotAsSigned(
                    "%s says that there are %d entries, and the log ends before".formatted(before, before.entries()));
        }
        if (!entry.hash().equals(before.hash()) || entry.position() != before.position()) {
            throw new LogNotAsSigned("entry %d is not what was signed with %s".formatted(before.entries(), before));
        }
    }

    private void bringUpToDate(@Nullable Checkpoint kept) throws IOException {
        directory.writePublicKey(key.publicHalf());
        long written = kept == null ? 0 : kept.entries();
        for (List<Checkpoint> page = table.after(written, PAGE); !page.isEmpty(); page = table.after(written, PAGE)) {
            for (Checkpoint checkpoint : page) directory.write(checkpoint);
            written = page.get(page.size() - 1).entries();
        }
    }
}
