package dev.rendezvous.engine.embedded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Lets transactions in side by side, and now and then somebody else alone, while none of them is open. */
final class TransactionGate {
    private final StampedLock lock = new StampedLock();

    /** The same connections, each counted as an open transaction for as long as it is out of the pool. */
    DataSource guarding(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                long entered = lock.readLock();
                try {
                    return guarded(super.getConnection(), entered);
                } catch (SQLException | RuntimeException e) {
                    lock.unlockRead(entered);
                    throw e;
                }
            }
        };
    }

    /**
     * Runs {@code alone} while no transaction is open, and none begins meanwhile: it must be quick.
     *
     * @param atMost how long to wait for the open ones to end, while no other begins
     * @return whether it was run
     */
    boolean whileNoneIsOpen(Duration atMost, Runnable alone) throws InterruptedException {
        long entered = lock.tryWriteLock(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (entered == 0) return false;
        try {
            alone.run();
            return true;
        } finally {
            lock.unlockWrite(entered);
        }
    }

    private Connection guarded(Connection connection, long entered) {
        AtomicBoolean open = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return call(connection, method, arguments);
                    } finally {
                        if (method.getName().equals("close") && open.getAndSet(false)) lock.unlockRead(entered);
                    }
                });
    }

    private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
