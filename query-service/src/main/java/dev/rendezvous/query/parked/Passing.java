package dev.rendezvous.query.parked;

import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that pass by themselves, such as a database that is away, from those that an event has every time. */
public final class Passing {
    private Passing() {}

    /** Of the failures of a database only those pass not that say something of the data. */
    public static boolean is(Throwable failure) {
        boolean passing = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataIntegrityViolationException) return false;
            if (cause instanceof SQLException sql && isOfData(sql.getSQLState())) return false;
            passing |= cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof SQLException
                    || cause instanceof TransactionException
                    || cause instanceof EventStoreException;
        }
        return passing;
    }

    /** Classes 21 to 23: cardinality, data, integrity. */
    private static boolean isOfData(@Nullable String state) {
        return state != null && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
    }
}
