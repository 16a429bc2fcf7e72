package dev.rendezvous.query.linkeddevice;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is the same till the transaction ends. For one thread. */
final class InTransaction<T> {
    private final Supplier<T> find;
    private final Consumer<T> beforeCommit;
    private @Nullable T found;

    /** @param beforeCommit the last that is done in the transaction */
    InTransaction(Supplier<T> find, Consumer<T> beforeCommit) {
        this.find = find;
        this.beforeCommit = beforeCommit;
    }

    /** Runs {@code action} if it was asked for in this transaction. */
    void ifFound(Consumer<T> action) {
        if (found != null) action.accept(found);
    }

    T get() {
        T now = found;
        if (now != null) return now;
        T fresh = find.get();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                beforeCommit.accept(fresh);
            }

            @Override
            public void afterCompletion(int status) {
                found = null;
            }
        });
        found = fresh;
        return fresh;
    }
}
