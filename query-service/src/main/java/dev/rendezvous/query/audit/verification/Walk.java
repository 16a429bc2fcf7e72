package dev.rendezvous.query.audit.verification;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.history.HistoryRefused;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.query.audit.checkpoint.Checkpoint;
import dev.rendezvous.query.audit.checkpoint.SignedCheckpoints;
import dev.rendezvous.query.audit.checkpoint.Trust;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the audit log, from the first entry on: each entry is compared with its event as it is stored now, with the entry
 * before it and with the checkpoints. What is appended meanwhile disturbs nobody and is left for the next walk.
 */
final class Walk {
    private static final int PAGE = 1_000;
    private static final int MOST_KEYS = 10;

    private final LoggedEntries log;
    private final StoredEvents events;
    private final SignedCheckpoints checkpoints;
    private final HistoryChain digests = new HistoryChain();
    private final Deque<Checkpoint> ahead = new ArrayDeque<>();

    private long number;
    private byte[] hash = new byte[HistoryChain.LENGTH];
    private long proven;
    private final Set<String> unknownKeys = new TreeSet<>();

    Walk(LoggedEntries log, HistoryStore history, SignedCheckpoints checkpoints) {
        this.log = log;
        this.events = new StoredEvents(history, PAGE);
        this.checkpoints = checkpoints;
    }

    /** Entries that a checkpoint covers which agrees with them and is signed with a key that is believed. */
    long proven() {
        return proven;
    }

    /** Ids of keys that this node does not know, and that checkpoints name which prove nothing therefore; the first of them, if many. */
    Set<String> unknownKeys() {
        return unknownKeys;
    }

    /**
     * Returns the first broken entry; null if there is none among the first {@code total}, or when it is not to go on.
     *
     * @param mayGoOn asked after each page
     * @param progress is told how many entries were compared
     */
    @Nullable
    Broken to(long total, BooleanSupplier mayGoOn, LongConsumer progress) {
        try {
            return walk(total, mayGoOn, progress);
        } catch (AlteredCheckpoint e) {
            return new Broken(number + 1, null, "a checkpoint behind it was altered in the database");
        }
    }

    private static final class AlteredCheckpoint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlteredCheckpoint(Throwable cause) {
            super(cause);
        }
    }

    private @Nullable Broken walk(long total, BooleanSupplier mayGoOn, LongConsumer progress) {
        while (number < total && mayGoOn.getAsBoolean()) {
            List<LoggedEntries.Entry> page = log.after(number, PAGE);
            if (page.isEmpty()) return cutOff(total);
            lookAhead();
            for (LoggedEntries.Entry entry : page) {
                Broken broken = compare(entry);
                if (broken != null) return broken;
            }
            progress.accept(number);
        }
        return number < total ? null : uncovered();
    }

    private @Nullable Broken compare(LoggedEntries.Entry entry) {
        long expected = number + 1;
        if (entry.number() != expected) return new Broken(expected, null, "deleted: the audit log has no such entry");
        StoredEvent event;
        try {
            event = events.peek();
        } catch (HistoryRefused e) {
            return broken(entry, "edited: its event is not text any more");
        }
        if (event == null || event.position() > entry.position()) {
            return broken(entry, "deleted: the event store has no event for it");
        }
        if (event.position() < entry.position()) {
            return new Broken(
                    expected,
                    event.position(),
                    "inserted: the event store has an event before entry %d that the audit log never had"
                            .formatted(expected));
        }
        Broken broken = compare(entry, digests.digest(event));
        if (broken != null) return broken;
        events.skip();
        number = expected;
        hash = entry.hash();
        return compareWithCheckpoint(entry);
    }

    private @Nullable Broken compare(LoggedEntries.Entry entry, byte[] digest) {
        boolean same = Arrays.equals(digest, entry.digest());
        boolean follows = Arrays.equals(chained(hash, entry.digest()), entry.hash());
        if (same && follows) return null;
        if (same) return misfit(entry);
        if (follows) return broken(entry, "edited: its event is not what the audit log had");
        if (Arrays.equals(chained(hash, digest), entry.hash())) {
            return broken(entry, "edited: its digest in the audit log was altered");
        }
        return broken(entry, "edited: neither its event nor its digest in the audit log fits its hash");
    }

    /** The event is that of the digest, and the hash is another: the entry behind tells which one was altered. */
    private Broken misfit(LoggedEntries.Entry entry) {
        List<LoggedEntries.Entry> next = log.after(entry.number(), 1);
        if (!next.isEmpty()
                && Arrays.equals(
                        chained(entry.hash(), next.get(0).digest()), next.get(0).hash())) {
            return before(entry);
        }
        return broken(entry, "edited: its hash in the audit log was altered");
    }

    /** The entries from here on follow another one than stands before them. */
    private Broken before(LoggedEntries.Entry entry) {
        for (Checkpoint checkpoint : checkpointsAfter(number, 1)) {
            long at = log.numberOf(HexFormat.of().parseHex(checkpoint.hash())).orElse(checkpoint.entries());
            long shift = checkpoint.entries() - at;
            if (shift > 0)
                return broken(entry, "deleted, %d in all, and those behind got new numbers".formatted(shift));
            if (shift < 0) {
                return new Broken(
                        entry.number() + shift,
                        null,
                        "inserted, %d in all, and those behind got new numbers".formatted(-shift));
            }
        }
        return new Broken(
                number,
                null,
                number == 0
                        ? "edited: entry 1 follows another"
                        : "edited in the event store and in the audit log: entry %d follows another"
                                .formatted(entry.number()));
    }

    private @Nullable Broken compareWithCheckpoint(LoggedEntries.Entry entry) {
        Checkpoint checkpoint = ahead.peek();
        if (checkpoint == null || checkpoint.entries() > number) return null;
        ahead.remove();
        Trust trust = checkpoints.judge(checkpoint);
        if (trust == Trust.FORGED) {
            return broken(entry, "%s has no good signature: it was altered".formatted(checkpoint));
        }
        if (!checkpoint.hash().equals(HexFormat.of().formatHex(hash)) || checkpoint.position() != entry.position()) {
            long from = proven + 1;
            return new Broken(
                    from,
                    null,
                    "rewritten: this one or a later one up to %d is not what was signed with %s, whatever the chain says"
                            .formatted(number, checkpoint));
        }
        if (trust == Trust.GOOD) proven = number;
        else if (unknownKeys.size() < MOST_KEYS) unknownKeys.add(checkpoint.keyId());
        lookAhead();
        return null;
    }

    /** The log ends before what was counted, or what was signed. */
    private @Nullable Broken uncovered() {
        Checkpoint checkpoint = nextCheckpoint();
        if (checkpoint == null || checkpoint.entries() <= Math.max(number, log.last())) return null;
        return cutOff(checkpoint);
    }

    private Broken cutOff(long total) {
        Checkpoint checkpoint = nextCheckpoint();
        if (checkpoint != null) return cutOff(checkpoint);
        return new Broken(
                number + 1, null, "cut off: there were %d entries when the verification began".formatted(total));
    }

    private Broken cutOff(Checkpoint checkpoint) {
        return new Broken(
                number + 1, null, "cut off: %s says that there are %d".formatted(checkpoint, checkpoint.entries()));
    }

    private @Nullable Checkpoint nextCheckpoint() {
        lookAhead();
        return ahead.peek();
    }

    /** Where a page begins, and when all that were read have been compared; not at each entry, since most have none. */
    private void lookAhead() {
        if (ahead.isEmpty()) ahead.addAll(checkpointsAfter(number, PAGE));
    }

    private List<Checkpoint> checkpointsAfter(long entries, int most) {
        try {
            return checkpoints.after(entries, most);
        } catch (IllegalArgumentException e) {
            throw new AlteredCheckpoint(e);
        }
    }

    /** No bytes for what is no hash. */
    private static byte[] chained(byte[] before, byte[] digest) {
        return before.length == HistoryChain.LENGTH ? new HistoryChain(before).add(digest) : new byte[0];
    }

    private static Broken broken(LoggedEntries.Entry entry, String reason) {
        return new Broken(entry.number(), entry.position(), reason);
    }
}
