package dev.rendezvous.query.replay;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is the same till the transaction ends. For one thread. */
public final class InTransaction<T> {
    private final Supplier<T> find;
    private final Consumer<T> beforeCommit;
    private @Nullable T found;

    /** @param beforeCommit the last that is done in the transaction */
    public InTransaction(Supplier<T> find, Consumer<T> beforeCommit) {
        this.find = find;
        this.beforeCommit = beforeCommit;
    }

    /** Runs {@code action} if it was asked for in this transaction. */
    public void ifFound(Consumer<T> action) {
        if (found != null) action.accept(found);
    }

    /** What was found in this transaction, or is found now. */
    public T get() {
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
