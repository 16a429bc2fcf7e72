package dev.rendezvous.engine.embedded;

import dev.rendezvous.engine.settled.OpenTransactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets transactions in side by side, and now and then somebody else alone, while none of them is open. In the order in which they
 * come: however many transactions there are, who waits to be alone is, once those have ended that were there before.
 */
final class TransactionGate implements OpenTransactions {
    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore places = new Semaphore(ALL, true);
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong names = new AtomicLong();

    /** The same connections, each counted as an open transaction for as long as it is out of the pool. */
    DataSource guarding(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                places.acquireUninterruptibly();
                try {
                    return guarded(super.getConnection());
                } catch (SQLException | RuntimeException e) {
                    places.release();
                    throw e;
                }
            }
        };
    }

    /** Those with a connection that is out of the pool. */
    @Override
    public Set<String> now() {
        return Set.copyOf(open);
    }

    /**
     * Runs {@code alone} while no transaction is open, and none begins meanwhile: it must be quick.
     *
     * @param atMost how long to wait for the open ones to end, while no other begins
     * @return whether it was run
     */
    boolean whileNoneIsOpen(Duration atMost, Runnable alone) throws InterruptedException {
        if (!places.tryAcquire(ALL, atMost.toNanos(), TimeUnit.NANOSECONDS)) return false;
        try {
            alone.run();
            return true;
        } finally {
            places.release(ALL);
        }
    }

    private Connection guarded(Connection connection) {
        String name = String.valueOf(names.incrementAndGet());
        open.add(name);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return call(connection, method, arguments);
                    } finally {
                        if (method.getName().equals("close") && open.remove(name)) places.release();
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
