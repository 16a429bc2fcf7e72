package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import java.util.ArrayList;
import java.util.List;

/** Entries that are numbered and chained as they come, and written some at once. For one thread, and one transaction. */
final class EntriesToWrite {
    private final AuditTable table;
    private final int atOnce;
    private final HistoryChain chain;
    private final List<AuditRow.WithDevices> rows = new ArrayList<>();
    private long number;
    private long position;

    /** Behind the last entry of the table. */
    EntriesToWrite(AuditTable table) {
        AuditTable.End end = table.end();
        this.table = table;
        this.atOnce = table.atOnce();
        this.chain = new HistoryChain(end.hash());
        this.number = end.number();
        this.position = end.position();
    }

    /** One that is there already is left as it is. */
    void add(NextEntry entry) {
        if (entry.position() <= position) return;
        position = entry.position();
        EventSubject subject = entry.subject();
        AuditRow row = new AuditRow(
                ++number,
                position,
                entry.time(),
                entry.type(),
                subject.account(),
                subject.session(),
                subject.actor(),
                entry.digest(),
                chain.add(entry.digest()));
        rows.add(new AuditRow.WithDevices(row, subject.devices()));
        if (rows.size() == atOnce) write();
    }

    /** Those that were added since the last time. */
    void write() {
        if (!rows.isEmpty()) table.append(rows);
        rows.clear();
    }
}
