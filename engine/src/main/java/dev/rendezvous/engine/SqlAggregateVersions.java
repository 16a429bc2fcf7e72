package dev.rendezvous.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From table {@code domain_event}, with one query by key. */
final class SqlAggregateVersions implements AggregateVersions {
    private final JdbcClient db;

    SqlAggregateVersions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<String, Long> of(Collection<String> aggregates) {
        Map<String, Long> versions = new HashMap<>();
        if (aggregates.isEmpty()) return versions;
        db.sql("SELECT aggregate_identifier, MAX(sequence_number) FROM domain_event"
                        + " WHERE aggregate_identifier IN (:aggregates) GROUP BY aggregate_identifier")
                .param("aggregates", aggregates)
                .query(row -> {
                    versions.put(row.getString(1), row.getLong(2));
                });
        return versions;
    }
}
