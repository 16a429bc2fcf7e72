package dev.rendezvous.engine.personal;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.SessionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables {@code session_key} and {@code account_key}: the data keys, wrapped. A session's key lies in the first one until an
 * account enters its code, and then belongs to that account. Whoever calls has begun the transaction.
 */
final class KeyStore {
    private static final String OF_ID = "SELECT key_id, master_key, wrapped FROM account_key WHERE key_id = :id"
            + " UNION ALL SELECT session_id, master_key, wrapped FROM session_key WHERE session_id = :id";

    private static final List<String> OF_IDS = List.of(
            "SELECT key_id, master_key, wrapped FROM account_key WHERE key_id = ANY (?)",
            "SELECT session_id, master_key, wrapped FROM session_key WHERE session_id = ANY (?)");

    private final JdbcClient db;
    private final JdbcOperations batches;
    private final MasterKeys master;

    KeyStore(JdbcOperations db, MasterKeys master) {
        this.db = JdbcClient.create(db);
        this.batches = db;
        this.master = master;
    }

    /** Empty if it was destroyed, or if the master key that wrapped it is not known here. */
    Optional<DataKey> find(UUID keyId) {
        return db.sql(OF_ID).param("id", keyId).query((row, number) -> read(row)).list().stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Those of the keys that were not destroyed and can be read here, in one statement. */
    Map<UUID, DataKey> find(Collection<UUID> keyIds) {
        Map<UUID, DataKey> keys = new HashMap<>();
        for (String sql : OF_IDS) {
            any(sql, "UUID", keyIds.toArray(), row -> read(row).ifPresent(key -> keys.put(key.id(), key)));
        }
        return keys;
    }

    /** Whether there is such a key, whoever can read it. */
    boolean has(UUID keyId) {
        return !db.sql(OF_ID).param("id", keyId).query().listOfRows().isEmpty();
    }

    /** Makes keys for sessions that have begun, all in one statement. */
    Map<SessionId, DataKey> create(Collection<SessionId> sessions) {
        Map<SessionId, DataKey> created = new HashMap<>();
        List<SessionId> ids = List.copyOf(sessions);
        List<byte[]> secrets = ids.stream().map(id -> master.newSecret()).toList();
        for (int i = 0; i < ids.size(); i++)
            created.put(ids.get(i), new DataKey(ids.get(i).value(), secrets.get(i)));
        batches.batchUpdate(
                "INSERT INTO session_key (session_id, master_key, wrapped) VALUES (?, ?, ?)",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int i) throws SQLException {
                        UUID id = ids.get(i).value();
                        MasterKeys.Wrapped wrapped = master.wrap(id, secrets.get(i));
                        row.setObject(1, id);
                        row.setString(2, wrapped.masterKey());
                        row.setBytes(3, wrapped.secret());
                    }

                    @Override
                    public int getBatchSize() {
                        return ids.size();
                    }
                });
        return created;
    }

    /**
     * The key that seals what is new about an account; made if there is none.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another transaction made one meanwhile
     */
    DataKey currentOf(AccountId account) {
        List<Optional<DataKey>> found = db.sql(
                        "SELECT key_id, master_key, wrapped FROM account_key WHERE current_of = ?")
                .param(account.value())
                .query((row, number) -> read(row))
                .list();
        if (found.isEmpty()) return createCurrent(account);
        return found.get(0)
                .orElseThrow(() -> new IllegalStateException(
                        "the master key of an account's key is not among rendezvous.personal-data.keys"));
    }

    /** The same of each account that has one that can be read here, in one statement. */
    Map<AccountId, DataKey> currentOf(Collection<AccountId> accounts) {
        Map<AccountId, DataKey> keys = new HashMap<>();
        any(
                "SELECT key_id, master_key, wrapped, current_of FROM account_key WHERE current_of = ANY (?)",
                "VARCHAR",
                accounts.stream().map(AccountId::value).toArray(),
                row -> {
                    AccountId account = new AccountId(row.getString(4));
                    read(row).ifPresent(key -> keys.put(account, key));
                });
        return keys;
    }

    private DataKey createCurrent(AccountId account) {
        UUID id = UUID.randomUUID();
        byte[] secret = master.newSecret();
        MasterKeys.Wrapped wrapped = master.wrap(id, secret);
        db.sql("INSERT INTO account_key (key_id, account_id, current_of, master_key, wrapped) VALUES (?, ?, ?, ?, ?)")
                .params(id, account.value(), account.value(), wrapped.masterKey(), wrapped.secret())
                .update();
        return new DataKey(id, secret);
    }

    /** What is known of a session is about this account from now on. */
    void give(SessionId session, AccountId account) {
        int taken = db.sql("INSERT INTO account_key (key_id, account_id, master_key, wrapped)"
                        + " SELECT session_id, CAST(? AS VARCHAR(128)), master_key, wrapped"
                        + " FROM session_key WHERE session_id = ?")
                .params(account.value(), session.value())
                .update();
        if (taken == 1) {
            db.sql("DELETE FROM session_key WHERE session_id = ?")
                    .param(session.value())
                    .update();
        } else {
            db.sql("UPDATE account_key SET account_id = ? WHERE key_id = ?")
                    .params(account.value(), session.value())
                    .update();
        }
    }

    /** Destroys all keys of the account; returns which. */
    List<UUID> erase(AccountId account) {
        List<UUID> keys = db.sql("SELECT key_id FROM account_key WHERE account_id = ?")
                .param(account.value())
                .query(UUID.class)
                .list();
        db.sql("DELETE FROM account_key WHERE account_id = ?")
                .param(account.value())
                .update();
        return keys;
    }

    /** Destroys keys of sessions that began before {@code first} and that no account entered; returns how many. */
    int eraseSessionsBefore(UUID first, int most) {
        return db.sql("DELETE FROM session_key WHERE session_id IN"
                        + " (SELECT session_id FROM session_key WHERE session_id < ? ORDER BY session_id LIMIT ?)")
                .params(first, most)
                .update();
    }

    /** Wraps keys anew that the active master key has not wrapped; returns how many. */
    int rewrap(int most) {
        return rewrap("account_key", "key_id", most) + rewrap("session_key", "session_id", most);
    }

    /** @param table never from outside */
    private int rewrap(String table, String id, int most) {
        List<Object[]> rows = db
                .sql("SELECT %s, master_key, wrapped FROM %s WHERE master_key <> ? LIMIT ?".formatted(id, table))
                .params(master.active(), most)
                .query((row, number) -> rewrapped(
                        row.getObject(1, UUID.class), new MasterKeys.Wrapped(row.getString(2), row.getBytes(3))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        batches.batchUpdate("UPDATE %s SET master_key = ?, wrapped = ? WHERE %s = ?".formatted(table, id), rows);
        return rows.size();
    }

    private Optional<Object[]> rewrapped(UUID key, MasterKeys.Wrapped wrapped) {
        return master.unwrap(key, wrapped)
                .map(secret -> master.wrap(key, secret))
                .map(again -> new Object[] {again.masterKey(), again.secret(), key});
    }

    /**
     * A row of one of the tables, as it is.
     *
     * @param accountId none for the key of a session whose code no account entered
     * @param current whether it seals what is new about the account
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or shown
    record Kept(UUID keyId, @Nullable String accountId, boolean current, String masterKey, byte[] wrapped) {
        enum Table {
            ACCOUNT_KEY,
            SESSION_KEY
        }

        /** It opens what it sealed, and seals nothing more. */
        Kept asFormer() {
            return new Kept(keyId, accountId, false, masterKey, wrapped);
        }
    }

    /**
     * Rows in the order of their keys.
     *
     * @param after {@code null} for the first
     */
    List<Kept> page(Kept.Table table, @Nullable UUID after, int most) {
        String columns = table == Kept.Table.ACCOUNT_KEY
                ? "SELECT key_id, account_id, current_of IS NOT NULL, master_key, wrapped FROM account_key"
                : "SELECT session_id, CAST(NULL AS VARCHAR(128)), FALSE, master_key, wrapped FROM session_key";
        String id = table == Kept.Table.ACCOUNT_KEY ? "key_id" : "session_id";
        return db.sql(columns + " WHERE %1$s > ? ORDER BY %1$s LIMIT ?".formatted(id))
                .params(after == null ? new UUID(0, 0) : after, most)
                .query((row, number) -> new Kept(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getBytes(5)))
                .list();
    }

    /** Adds those that are not there yet; returns how many were given. */
    int add(List<Kept> rows) {
        batches.batchUpdate(
                "INSERT INTO account_key (key_id, account_id, current_of, master_key, wrapped) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                rows.stream()
                        .filter(row -> row.accountId() != null)
                        .map(row -> new Object[] {
                            row.keyId(),
                            row.accountId(),
                            row.current() ? row.accountId() : null,
                            row.masterKey(),
                            row.wrapped()
                        })
                        .toList());
        batches.batchUpdate(
                "INSERT INTO session_key (session_id, master_key, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                rows.stream()
                        .filter(row -> row.accountId() == null)
                        .map(row -> new Object[] {row.keyId(), row.masterKey(), row.wrapped()})
                        .toList());
        return rows.size();
    }

    /** Destroys them; returns how many were given. */
    int remove(List<Kept> rows) {
        List<Object[]> ids =
                rows.stream().map(row -> new Object[] {row.keyId()}).toList();
        batches.batchUpdate("DELETE FROM account_key WHERE key_id = ?", ids);
        batches.batchUpdate("DELETE FROM session_key WHERE session_id = ?", ids);
        return rows.size();
    }

    private void any(String sql, String type, Object[] values, RowCallbackHandler each) {
        if (values.length == 0) return;
        batches.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    statement.setArray(1, connection.createArrayOf(type, values));
                    return statement;
                },
                each);
    }

    private Optional<DataKey> read(ResultSet row) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        return master.unwrap(id, new MasterKeys.Wrapped(row.getString(2), row.getBytes(3)))
                .map(secret -> new DataKey(id, secret));
    }
}
