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

    private DatabaseAway() {}

    static boolean isWhy(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException) return true;
        String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (STATES.contains(state) || CLASSES.stream().anyMatch(state::startsWith));
    }
}
