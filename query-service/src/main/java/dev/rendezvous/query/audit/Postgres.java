package dev.rendezvous.query.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** Tells where there is more than what every SQL database has. */
final class Postgres {
    private Postgres() {}

    static boolean is(JdbcOperations db) {
        return Boolean.TRUE.equals(db.execute((ConnectionCallback<Boolean>) Postgres::is));
    }

    static boolean is(Connection db) throws SQLException {
        return db.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
