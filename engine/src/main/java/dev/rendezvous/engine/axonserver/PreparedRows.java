package dev.rendezvous.engine.axonserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Transactions that PostgreSQL keeps, with their locks and over any crash, until somebody says what becomes of them. Until
 * then nobody sees their rows.
 */
final class PreparedRows {
    private final DataSource dataSource;
    private final JdbcClient db;

    PreparedRows(DataSource dataSource, JdbcClient db) {
        this.dataSource = dataSource;
        this.db = db;
    }

    /** @throws IllegalStateException if PostgreSQL is set to keep none, as it is by default */
    void requireSupport() {
        int most = Integer.parseInt(
                db.sql("SHOW max_prepared_transactions").query(String.class).single());
        if (most == 0) {
            throw new IllegalStateException(
                    "the axon-server engine needs PostgreSQL to keep prepared transactions: set max_prepared_transactions"
                            + " to 100 or more");
        }
    }

    /** Ends the current thread's transaction: it is kept now, and nothing can be added to it. */
    void prepare(Promise promise) {
        // PostgreSQL would "prepare" an aborted transaction by rolling it back without a word; a query in it fails.
        onConnection("SELECT 1; PREPARE TRANSACTION '%s'".formatted(promise.name()));
    }

    void commit(Promise promise) {
        outsideTransaction("COMMIT PREPARED '%s'".formatted(promise.name()));
    }

    void rollback(Promise promise) {
        outsideTransaction("ROLLBACK PREPARED '%s'".formatted(promise.name()));
    }

    /** What has been kept for at least so long, whoever prepared it, oldest first. */
    List<Promise> keptFor(Duration age) {
        return db
                .sql("SELECT gid FROM pg_prepared_xacts WHERE database = current_database() AND gid LIKE ?"
                        + " AND prepared <= clock_timestamp() - make_interval(secs => ?) ORDER BY prepared")
                .params(Promise.PREFIX + "%", age.toMillis() / 1000.0)
                .query(String.class)
                .list()
                .stream()
                .map(Promise::of)
                .toList();
    }

    private void outsideTransaction(String sql) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            boolean inTransaction = !connection.getAutoCommit();
            connection.setAutoCommit(true);
            onConnection(sql, connection);
            connection.setAutoCommit(!inTransaction);
        } catch (SQLException e) {
            throw translated(sql, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void onConnection(String sql) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            onConnection(sql, connection);
        } catch (SQLException e) {
            throw translated(sql, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void onConnection(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DataAccessException translated(String sql, SQLException e) {
        DataAccessException known = new SQLStateSQLExceptionTranslator().translate("prepared rows", sql, e);
        return known == null ? new UncategorizedSQLException("prepared rows", sql, e) : known;
    }
}
