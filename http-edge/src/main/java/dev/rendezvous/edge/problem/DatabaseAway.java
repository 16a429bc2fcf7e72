package dev.rendezvous.edge.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Recognises that the database does not answer, or ended the connection, whatever frameworks have made of it. */
final class DatabaseAway {
    /** What SQL states begin with: connection exceptions, an operator's intervention. */
    private static final Set<String> CLASSES = Set.of("08", "57P");

    /** Too many connections; a transaction that stood still for too long. */
    private static final Set<String> STATES = Set.of("53300", "25P03");

    /** What the pool says, without a state, of a connection that it has closed since it was lost: when that is rolled back. */
    private static final String LOST = "Connection is closed";

    private DatabaseAway() {}

    static boolean isWhy(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException) return true;
        if (!(cause instanceof SQLException sql)) return false;
        String state = sql.getSQLState();
        if (state == null) return LOST.equals(sql.getMessage());
        return STATES.contains(state) || CLASSES.stream().anyMatch(state::startsWith);
    }
}
