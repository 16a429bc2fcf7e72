package dev.rendezvous.query.audit;

import dev.rendezvous.engine.postgres.BinaryCopy;
import dev.rendezvous.query.replay.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Entries written as PostgreSQL takes them fastest. */
final class EntryCopy {
    private EntryCopy() {}

    static void write(List<AuditRow.WithDevices> rows, TableNames tables, Connection db) throws SQLException {
        BinaryCopy entries = new BinaryCopy();
        BinaryCopy devices = new BinaryCopy();
        for (AuditRow.WithDevices row : rows) {
            add(row.row(), entries);
            for (String device : row.devices()) {
                devices.row(2);
                devices.add(device);
                devices.add(row.row().number());
            }
        }
        entries.into(
                tables.in("{audit_entry}"
                        + " (number, position, time_ms, type, account_id, session_id, actor, digest, hash)"),
                db);
        devices.into(tables.in("{audit_entry_device} (device_id, number)"), db);
    }

    private static void add(AuditRow row, BinaryCopy entries) {
        entries.row(9);
        entries.add(row.number());
        entries.add(row.position());
        entries.add(row.time().toEpochMilli());
        entries.add(row.type());
        entries.add(row.account());
        entries.add(row.session());
        entries.add(row.actor());
        entries.add(row.digest());
        entries.add(row.hash());
    }
}
