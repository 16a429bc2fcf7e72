package dev.rendezvous.query.replay;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of a projection, which are there twice (R54): one set serves, the other is empty or being rebuilt. A row of table
 * {@code projection_generation} says to all nodes which serves; who writes tables that serve holds it till the end of the transaction.
 */
public final class TableSets {
    private static final String NOW = "SELECT generation FROM projection_generation WHERE projection = ?";

    private final JdbcClient db;
    private final String projection;

    public TableSets(JdbcClient db, String projection) {
        this.db = db;
        this.projection = projection;
    }

    /** Which set serves now: even or odd, one more with each exchange. */
    public long generation() {
        return asked(NOW);
    }

    /** The same, and none else serves before the transaction ends. */
    public long heldGeneration() {
        return asked(NOW + " FOR UPDATE");
    }

    /** Those that serve now, and no others before the transaction ends. */
    public TableNames hold() {
        return TableNames.of(heldGeneration());
    }

    /** Those that serve now. */
    public TableNames serving() {
        return TableNames.of(generation());
    }

    /** Those that do not. */
    public TableNames beside() {
        return TableNames.of(generation() + 1);
    }

    /**
     * Has those serve that did not.
     *
     * @param differing keys about which they do not say the same
     */
    public void exchange(long differing) {
        db.sql("UPDATE projection_generation SET generation = generation + 1, differing = ? WHERE projection = ?")
                .params(differing, projection)
                .update();
    }

    /** About how many keys those that serve differ from those that served before. */
    public long differing() {
        return asked("SELECT differing FROM projection_generation WHERE projection = ?");
    }

    /** What was found in tables that served from beginning to end; {@code read} is called again if they did not. */
    public <T> T read(Function<TableNames, T> read) {
        return readGeneration(generation -> read.apply(TableNames.of(generation)));
    }

    /** The same, by the number of the generation. */
    public <T> T readGeneration(LongFunction<T> read) {
        long before;
        long after = generation();
        T found;
        do {
            before = after;
            found = read.apply(before);
            after = generation();
        } while (after != before);
        return found;
    }

    private long asked(String statement) {
        return db.sql(statement).param(projection).query(Long.class).single();
    }
}
