package dev.rendezvous.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Axon's table of events, read in ways that stay as quick when the table is long. */
public class SqlEventStorage extends JdbcEventStorageEngine {
    /** Events of one stream that Axon's shared reader holds on to. */
    public static final int SHARED_STREAM = 1_000;

    private final TransactionManager transactions;

    public SqlEventStorage(Builder builder, TransactionManager transactions) {
        super(builder);
        this.transactions = transactions;
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

    /** What follows the event before it leaves no gap, however old it is: its time, which is text, is not looked at. */
    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, @Nullable GapAwareTrackingToken before)
            throws SQLException {
        long index = row.getLong(schema().globalIndexColumn());
        if (before == null || before.hasGaps() || index != before.getIndex() + 1) {
            return super.getTrackedEventData(row, before);
        }
        return new TrackedDomainEventData<>(
                GapAwareTrackingToken.newInstance(index, List.of()),
                new GenericDomainEventEntry<>(
                        row.getString(schema().typeColumn()),
                        row.getString(schema().aggregateIdentifierColumn()),
                        row.getLong(schema().sequenceNumberColumn()),
                        row.getString(schema().eventIdentifierColumn()),
                        row.getString(schema().timestampColumn()),
                        row.getString(schema().payloadTypeColumn()),
                        row.getString(schema().payloadRevisionColumn()),
                        row.getBytes(schema().payloadColumn()),
                        row.getBytes(schema().metaDataColumn())));
    }

    /**
     * Found in a few steps by key, since time grows with the key: no index of times is kept. Nodes' clocks differ and
     * transactions take their time, so an event that is a little older may lie behind the place, and a younger one before it.
     */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        String wanted = DateTimeUtils.formatInstant(instant);
        long before = position(createTailToken());
        long after = position(createHeadToken());
        while (before < after) {
            long middle = before + (after - before) / 2;
            Placed event = firstAfter(middle);
            if (event.time().compareTo(wanted) < 0) before = event.index();
            else after = middle;
        }
        return GapAwareTrackingToken.newInstance(after, List.of());
    }

    private record Placed(long index, String time) {}

    /** There is one: {@code position} lies before the newest. */
    private Placed firstAfter(long position) {
        return transactions.fetchInTransaction(() -> JdbcUtils.executeQuery(
                getConnection(),
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sqlOfFirst());
                    statement.setLong(1, position);
                    return statement;
                },
                row -> {
                    row.next();
                    return new Placed(row.getLong(1), row.getString(2));
                },
                failed -> new EventStoreException("The history cannot be read", failed)));
    }

    private String sqlOfFirst() {
        return "SELECT %1$s, %2$s FROM %3$s WHERE %1$s > ? ORDER BY %1$s LIMIT 1"
                .formatted(schema().globalIndexColumn(), schema().timestampColumn(), schema().domainEventTable());
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
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
