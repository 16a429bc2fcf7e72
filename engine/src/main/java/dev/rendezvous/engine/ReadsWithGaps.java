package dev.rendezvous.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;

/**
 * Reads the next events together with those that came late into a gap, each by its key. Axon's own statement joins the two
 * with an {@code OR}, for which H2 walks the whole table; and while many append, there are always gaps.
 */
final class ReadsWithGaps {
    private ReadsWithGaps() {}

    /** {@link org.axonframework.eventsourcing.eventstore.jdbc.statements.ReadEventDataWithGapsStatementBuilder} */
    static PreparedStatement prepare(
            Connection connection, EventSchema schema, long after, int batchSize, List<Long> gaps) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql(schema));
        statement.setLong(1, after);
        statement.setLong(2, after + batchSize);
        statement.setArray(3, connection.createArrayOf("BIGINT", gaps.toArray()));
        return statement;
    }

    static String sql(EventSchema schema) {
        String index = schema.globalIndexColumn();
        String events = "SELECT " + schema.trackedEventFields() + " FROM " + schema.domainEventTable();
        return events + " WHERE " + index + " > ? AND " + index + " <= ?"
                + " UNION ALL " + events + " WHERE " + index + " = ANY (?)"
                + " ORDER BY " + index;
    }
}
