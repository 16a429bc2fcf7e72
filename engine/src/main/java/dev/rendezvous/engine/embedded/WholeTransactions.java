package dev.rendezvous.engine.embedded;

import dev.rendezvous.engine.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes H2's file so that a crash finds whole transactions only. H2 saves its maps, and its undo logs are some of them, one
 * after the other while transactions go on: after a crash, what an open one wrote into a map that was saved after its undo log
 * stays there, and shows whenever a later transaction gets the dead one's number. So the state that is saved is taken
 * while none is open; serialising, writing and syncing it go on beside the next ones.
 */
final class WholeTransactions implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(WholeTransactions.class);

    /** Longer than any transaction of a command; one that reads for longer must not hold up every acknowledgement. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final MVStore store;
    private final TransactionGate gate;
    private final EventLog log;

    WholeTransactions(DataSource pool, TransactionGate gate, EventLog log) {
        this.store = storeOf(pool);
        this.gate = gate;
        this.log = log;
    }

    /** Returns once everything that is committed now is on disk; the value is the log's head after that. */
    @Override
    public long getAsLong() {
        try {
            if (!gate.whileNoneIsOpen(PATIENCE, this::save)) {
                LOG.debug("A transaction is open for long; saving beside it");
                save();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a sync", e);
        }
        store.executeFilestoreOperation(() -> {}); // after all that was to be written
        store.sync();
        return log.head();
    }

    /** Takes the state; it is written by H2's own threads. Should they be saving just now, this waits for them. */
    private void save() {
        if (store.hasUnsavedChanges() && store.tryCommit() < 0) store.commit();
    }

    private static MVStore storeOf(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be opened", e);
        }
    }
}
