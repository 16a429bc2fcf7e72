package dev.rendezvous.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Hears on a connection of its own that some node has committed. While the database is away it tries again. */
final class CommitListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CommitListener.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    /** How long a stop may have to wait. */
    private static final int EAR_MILLIS = 250;

    private final DataSource dataSource;
    private final Runnable onCommit;
    private volatile @Nullable CountDownLatch running;
    private boolean heard = true;

    CommitListener(DataSource dataSource, Runnable onCommit) {
        this.dataSource = dataSource;
        this.onCommit = onCommit;
    }

    @Override
    public void start() {
        CountDownLatch stopped = new CountDownLatch(1);
        running = stopped;
        Thread listener = new Thread(() -> listenUntil(stopped), "commit-listener");
        listener.setDaemon(true);
        listener.start();
    }

    @Override
    public void stop() {
        CountDownLatch stopped = running;
        if (stopped != null) stopped.countDown();
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private void listenUntil(CountDownLatch stopped) {
        try {
            do {
                listen(stopped);
            } while (!stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is stopped or the connection is lost. */
    private void listen(CountDownLatch stopped) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CommitNews.CHANNEL);
            if (!heard) LOG.info("Commits of other nodes are heard again");
            heard = true;
            onCommit.run(); // for what was told while nobody listened
            PGConnection ear = connection.unwrap(PGConnection.class);
            while (stopped.getCount() > 0) {
                if (ear.getNotifications(EAR_MILLIS).length > 0) onCommit.run();
            }
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            if (heard) LOG.warn("Commits of other nodes are not heard, only looked for: {}", e.getMessage());
            heard = false;
        }
    }
}
