package dev.rendezvous.query.audit;

import dev.rendezvous.query.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

@DirtiesContext
@RunningService
class AuditRebuildOnH2Test extends AuditRebuildContract {
    @Autowired
    AuditRebuildOnH2Test(@Value("${local.server.port}") int port) {
        super(port);
    }

    @Override
    String indexesOf() {
        return "SELECT index_name FROM information_schema.indexes"
                + " WHERE table_name IN (?, ?) AND index_type_name <> 'PRIMARY KEY'";
    }
}
