package dev.rendezvous.query.linkeddevice;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What was found out once and is true till the transaction ends. For one thread. */
final class InTransaction<T> {
    private final Supplier<T> find;
    private @Nullable T found;

    InTransaction(Supplier<T> find) {
        this.find = find;
    }

    T get() {
        T now = found;
        if (now != null) return now;
        T fresh = find.get();
        found = fresh;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                found = null;
            }
        });
        return fresh;
    }
}
