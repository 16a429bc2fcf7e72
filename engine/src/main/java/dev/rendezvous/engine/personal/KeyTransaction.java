package dev.rendezvous.engine.personal;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/** In what keys change: nothing that a key sealed is seen by anybody before the key is there. */
final class KeyTransaction {
    private final TransactionOperations transaction;

    KeyTransaction(TransactionOperations transaction) {
        this.transaction = transaction;
    }

    <T> T execute(Supplier<T> task) {
        T done = transaction.execute(status -> task.get());
        if (done == null) throw new IllegalStateException("a task has a result");
        return done;
    }
}
