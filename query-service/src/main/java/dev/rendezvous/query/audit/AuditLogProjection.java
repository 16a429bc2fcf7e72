package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.settled.SettledPage;
import dev.rendezvous.query.replay.TableSets;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes the audit log: every event once, in the order of positions, chained. Made anew, it is the same to the last hash. Handed
 * events that are there already, it leaves them as they are. The tables that serve are the same ones till the end of a page.
 */
@ProcessingGroup(AuditLogProjection.NAME)
final class AuditLogProjection {
    static final String NAME = "audit-log";

    private final JdbcOperations db;
    private final TableSets tables;
    private final HistoryChain digests = new HistoryChain(); // by the processor's thread only

    AuditLogProjection(JdbcOperations db, TableSets tables) {
        this.db = db;
        this.tables = tables;
    }

    @EventHandler
    void on(SettledPage page) {
        EntriesToWrite entries = new EntriesToWrite(new AuditTable(db, tables.hold()));
        page.events().forEach(event -> entries.add(NextEntry.of(event, digests)));
        entries.write();
    }

    @ResetHandler
    void onReset() {
        new AuditTable(db, tables.hold()).clear();
    }
}
