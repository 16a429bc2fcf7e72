package dev.rendezvous.query.audit.checkpoint;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.query.replay.TableSets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chain in the table of entries that serves. */
final class ChainedEntries {
    private static final int PAGE = 5_000;

    private final JdbcClient db;
    private final TableSets tables;

    ChainedEntries(JdbcClient db, TableSets tables) {
        this.db = db;
        this.tables = tables;
    }

    /** @param hash of all entries up to this one, 64 hexadecimal digits */
    record Entry(long number, long position, String hash) {}

    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    private record Link(long number, byte[] digest, byte[] hash) {}

    Optional<Entry> at(long number) {
        return tables.read(
                names -> db.sql(names.in("SELECT number, position, hash FROM {audit_entry} WHERE number = ?"))
                        .param(number)
                        .query((row, index) -> new Entry(row.getLong(1), row.getLong(2), hex(row.getBytes(3))))
                        .optional());
    }

    Optional<Entry> newest() {
        return tables.read(names -> db.sql(
                        names.in("SELECT number, position, hash FROM {audit_entry} ORDER BY number DESC LIMIT 1"))
                .query((row, index) -> new Entry(row.getLong(1), row.getLong(2), hex(row.getBytes(3))))
                .optional());
    }

    /**
     * Follows the chain of digests.
     *
     * @param hash at {@code from}; 64 zeros at 0
     * @throws LogNotAsSigned at the first entry that does not follow the one before
     */
    void requireWhole(long from, String hash, long to) {
        HistoryChain chain = new HistoryChain(HexFormat.of().parseHex(hash));
        long number = from;
        while (number < to) {
            List<Link> page = page(number, to);
            if (page.isEmpty()) throw new LogNotAsSigned("entry %d is missing".formatted(number + 1));
            for (Link link : page) {
                if (link.number() != ++number) throw new LogNotAsSigned("entry %d is missing".formatted(number));
                if (!Arrays.equals(chain.add(link.digest()), link.hash())) {
                    throw new LogNotAsSigned("entry %d does not follow the one before it".formatted(number));
                }
            }
        }
    }

    private List<Link> page(long after, long to) {
        return tables.read(names -> db.sql(
                        names.in(
                                "SELECT number, digest, hash FROM {audit_entry} WHERE number > ? AND number <= ? ORDER BY number LIMIT ?"))
                .params(after, to, PAGE)
                .query((row, index) -> new Link(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
