package dev.rendezvous.query.audit;

import java.util.UUID;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AuditSearchOnH2Test extends AuditSearchContract {
    AuditSearchOnH2Test() {
        super(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"));
    }

    @Override
    String explain() {
        return "EXPLAIN ";
    }

    @Override
    boolean isSorted(String plan) {
        return plan.contains("/* index sorted */");
    }
}
