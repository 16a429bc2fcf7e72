package dev.rendezvous.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Axon's table of events, read in ways that stay as quick when the table is long. */
public class SqlEventStorage extends JdbcEventStorageEngine {
    /** Events of one stream that Axon's shared reader holds on to. */
    public static final int SHARED_STREAM = 1_000;

    public SqlEventStorage(Builder builder) {
        super(builder);
    }

    /**
     * Axon's shared reader holds every event it has read since it last came to the end of such a stream. Under load the end
     * never comes, unless it is made; the reader goes on at once with the next stream.
     */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(TrackingToken token, boolean mayBlock) {
        Stream<? extends TrackedEventData<?>> events = super.readEventData(token, mayBlock);
        return mayBlock ? events.limit(SHARED_STREAM) : events;
    }

    /** While many append there are always gaps. */
    @Override
    protected PreparedStatement readEventDataWithGaps(Connection connection, long after, int batchSize, List<Long> gaps)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sqlWithGaps());
        statement.setLong(1, after);
        statement.setLong(2, after + batchSize);
        statement.setArray(3, connection.createArrayOf("BIGINT", gaps.toArray()));
        return statement;
    }

    /** By key, both the next events and those that came late: joined with an {@code OR}, H2 walks the whole table. */
    public final String sqlWithGaps() {
        String index = schema().globalIndexColumn();
        String events = "SELECT " + schema().trackedEventFields() + " FROM " + schema().domainEventTable();
        return events + " WHERE " + index + " > ? AND " + index + " <= ?"
                + " UNION ALL " + events + " WHERE " + index + " = ANY (?)"
                + " ORDER BY " + index;
    }

    /**
     * By time: asked for the least index of a time range, PostgreSQL may walk the index from the beginning of history. Nodes'
     * clocks differ and transactions take their time, so an event that is a little older may lie behind this one.
     */
    @Override
    protected PreparedStatement createTokenAt(Connection connection, Instant instant) throws SQLException {
        String index = schema().globalIndexColumn();
        PreparedStatement statement = connection.prepareStatement("SELECT " + index + " - 1 FROM "
                + schema().domainEventTable() + " WHERE " + schema().timestampColumn() + " >= ? ORDER BY "
                + schema().timestampColumn() + ", " + index + " LIMIT 1");
        statement.setString(1, DateTimeUtils.formatInstant(instant));
        return statement;
    }

    /** Two nodes may be creating one aggregate: the slower has lost a race, and finds it when it tries again. */
    @Override
    protected void handlePersistenceException(Exception exception, EventMessage<?> failedEvent) {
        try {
            super.handlePersistenceException(exception, failedEvent);
        } catch (AggregateStreamCreationException e) {
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }
}
