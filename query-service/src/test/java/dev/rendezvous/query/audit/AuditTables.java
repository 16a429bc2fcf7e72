package dev.rendezvous.query.audit;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables of the audit log, both sets of them, by themselves. */
final class AuditTables {
    private AuditTables() {}

    static void create(DataSource database) {
        ResourceDatabasePopulator migrations = new ResourceDatabasePopulator();
        Stream.of("V320__audit_log", "V340__replays", "V351__audit_log_twice")
                .map(name -> new ClassPathResource("db/migration/query/%s.sql".formatted(name)))
                .forEach(migrations::addScript);
        migrations.execute(database);
    }

    /** Those that {@link #create} makes. */
    static void drop(DataSource database) {
        JdbcTemplate db = new JdbcTemplate(database);
        List<String> names = List.of(
                "audit_entry",
                "audit_entry_device",
                "audit_event_type",
                "audit_period",
                "linked_device",
                "account_status",
                "defined_profile",
                "approval_change");
        names.forEach(
                name -> Stream.of("", "_odd").forEach(suffix -> db.execute("DROP TABLE IF EXISTS " + name + suffix)));
        Stream.of("replay", "projection_generation").forEach(name -> db.execute("DROP TABLE IF EXISTS " + name));
    }
}
