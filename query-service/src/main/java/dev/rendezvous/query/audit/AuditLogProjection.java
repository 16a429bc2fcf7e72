package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.history.StoredEvent;
import dev.rendezvous.engine.settled.SettledPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/**
 * Writes the audit log: every event once, in the order of positions, chained. Made anew, it is the same to the last hash. Handed
 * events that are there already, it leaves them as they are.
 */
@ProcessingGroup(AuditLogProjection.NAME)
final class AuditLogProjection {
    static final String NAME = "audit-log";

    private final AuditTable table;

    AuditLogProjection(AuditTable table) {
        this.table = table;
    }

    @EventHandler
    void on(SettledPage page) {
        AuditTable.End end = table.end();
        HistoryChain chain = new HistoryChain(end.hash());
        List<AuditRow.WithDevices> rows = new ArrayList<>(page.events().size());
        long number = end.number();
        for (StoredEvent event : page.events()) {
            if (event.position() > end.position()) rows.add(row(++number, event, chain));
        }
        if (!rows.isEmpty()) table.append(rows);
    }

    @ResetHandler
    void onReset() {
        table.clear();
    }

    private static AuditRow.WithDevices row(long number, StoredEvent event, HistoryChain chain) {
        EventSubject subject = EventSubject.of(event);
        byte[] digest = chain.digest(event);
        AuditRow row = new AuditRow(
                number,
                event.position(),
                Instant.parse(event.timeStamp()),
                simpleName(event.payloadType()),
                subject.account(),
                subject.session(),
                subject.actor(),
                digest,
                chain.add(digest));
        return new AuditRow.WithDevices(row, subject.devices());
    }

    static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
