package dev.rendezvous.engine.personal;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** In what keys change: nothing that a key sealed is seen by anybody before the key is there. */
final class KeyTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTransaction.class);

    private final TransactionOperations transaction;
    private final boolean apart;

    /** @param apart whether it is of another database than the events are in */
    KeyTransaction(TransactionOperations transaction, boolean apart) {
        this.transaction = transaction;
        this.apart = apart;
    }

    <T> T execute(Supplier<T> task) {
        T done = transaction.execute(status -> task.get());
        if (done == null) throw new IllegalStateException("a task has a result");
        return done;
    }

    /** For what must not be done if the events fail: with those of another database, only after these were committed. */
    void executeIfEventsAre(Runnable task) {
        if (!apart || !TransactionSynchronizationManager.isSynchronizationActive()) {
            transaction.executeWithoutResult(status -> task.run());
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    transaction.executeWithoutResult(status -> task.run());
                } catch (DataAccessException | TransactionException e) { // the events are there, whatever becomes of it
                    LOG.warn("Keys of sessions could not be given to their accounts: {}", e.getMessage());
                }
            }
        });
    }
}
