package dev.rendezvous.query.audit;

import dev.rendezvous.query.replay.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Entries written as every SQL database takes them. */
final class EntryInserts {
    private EntryInserts() {}

    static void write(List<AuditRow.WithDevices> rows, TableNames tables, Connection db) throws SQLException {
        try (PreparedStatement entry = db.prepareStatement(tables.in("INSERT INTO {audit_entry}"
                        + " (number, position, time_ms, type, account_id, session_id, actor, digest, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
                PreparedStatement device = db.prepareStatement(
                        tables.in("INSERT INTO {audit_entry_device} (device_id, number) VALUES (?, ?)"))) {
            for (AuditRow.WithDevices row : rows) {
                add(row.row(), entry);
                for (String name : row.devices()) add(name, row.row().number(), device);
            }
            entry.executeBatch();
            device.executeBatch();
        }
    }

    private static void add(AuditRow row, PreparedStatement entry) throws SQLException {
        entry.setLong(1, row.number());
        entry.setLong(2, row.position());
        entry.setLong(3, row.time().toEpochMilli());
        entry.setString(4, row.type());
        entry.setString(5, row.account());
        entry.setObject(6, row.session());
        entry.setString(7, row.actor());
        entry.setBytes(8, row.digest());
        entry.setBytes(9, row.hash());
        entry.addBatch();
    }

    private static void add(String name, long number, PreparedStatement device) throws SQLException {
        device.setString(1, name);
        device.setLong(2, number);
        device.addBatch();
    }
}
