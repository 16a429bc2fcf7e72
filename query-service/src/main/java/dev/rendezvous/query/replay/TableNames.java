package dev.rendezvous.query.replay;

/**
 * What the tables of a projection are called in one of their two sets.
 *
 * @param suffix of each name
 */
public record TableNames(String suffix) {
    /** Those of a generation, which it shares with the one after the next. */
    public static TableNames of(long generation) {
        return new TableNames(generation % 2 == 0 ? "" : "_odd");
    }

    /** @param statement with the names of tables in braces */
    public String in(String statement) {
        return statement.replace("}", suffix).replace("{", "");
    }
}
