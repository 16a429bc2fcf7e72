package dev.rendezvous.query.audit;

import dev.rendezvous.query.OnPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnPostgres
class AuditRebuildOnPostgresTest extends AuditRebuildContract {
    @Autowired
    AuditRebuildOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @Override
    String indexesOf() {
        return "SELECT indexname FROM pg_indexes WHERE tablename IN (?, ?) AND indexname NOT LIKE '%_pkey'";
    }
}
