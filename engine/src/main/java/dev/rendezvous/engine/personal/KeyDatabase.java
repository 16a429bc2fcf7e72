package dev.rendezvous.engine.personal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rendezvous.engine.EngineSettings;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Where keys lie, and in what they change: with the events, or in a database of their own, which backups of events do not hold. */
final class KeyDatabase implements AutoCloseable {
    /** Each is held for one short transaction. */
    private static final int CONNECTIONS = 8;

    private final JdbcOperations db;
    private final KeyTransaction transaction;
    private final @Nullable HikariDataSource pool;

    private KeyDatabase(JdbcOperations db, TransactionOperations transaction, @Nullable HikariDataSource pool) {
        this.db = db;
        this.transaction = new KeyTransaction(transaction, pool != null);
        this.pool = pool;
    }

    static KeyDatabase ofEvents(JdbcOperations db, TransactionOperations transaction) {
        return new KeyDatabase(db, transaction, null);
    }

    /** Its transactions are on disk when they return, and end before those of events that surround them. */
    static KeyDatabase apart(PersonalDataSettings.Datasource settings) {
        HikariDataSource pool = new HikariDataSource(poolOf(settings));
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/keys")
                .load()
                .migrate();
        TransactionOperations transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        return new KeyDatabase(new JdbcTemplate(pool), transaction, pool);
    }

    private static HikariConfig poolOf(PersonalDataSettings.Datasource settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("personal-data-keys");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(EngineSettings.CONNECTION_PATIENCE.toMillis());
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.username());
        pool.setPassword(settings.password());
        if (settings.url().startsWith("jdbc:h2:")) pool.setConnectionInitSql("SET WRITE_DELAY 0");
        if (settings.url().startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("ApplicationName", EngineSettings.SERVICE);
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("options", "-c idle_in_transaction_session_timeout=5s");
        }
        return pool;
    }

    KeyStore store(MasterKeys master) {
        return new KeyStore(db, master);
    }

    KeyTransaction transaction() {
        return transaction;
    }

    @Override
    public void close() {
        if (pool != null) pool.close();
    }
}
