package dev.rendezvous.engine.axonserver;

import com.google.protobuf.ByteString;
import dev.rendezvous.engine.history.HistoryStore;
import dev.rendezvous.engine.history.StoredEvent;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * The events in Axon Server. Their positions are its own, without gaps from 0 on; metadata are single values there, so that
 * their meaning is kept and not their spelling; they are told in the order of their names.
 */
final class ServerHistory implements HistoryStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Reading so many more events takes less than asking another time. */
    private static final long CLOSE = 32;

    private final AxonServerConnectionManager connections;
    private final Serializer serializer;
    private final GrpcMetaDataConverter metaData;

    ServerHistory(AxonServerConnectionManager connections, Serializer serializer) {
        this.connections = connections;
        this.serializer = serializer;
        this.metaData = new GrpcMetaDataConverter(serializer);
    }

    @Override
    public List<StoredEvent> after(long position, int most) {
        long there = Math.min(most, count() - 1 - position);
        List<StoredEvent> events = new ArrayList<>();
        if (there <= 0) return events;
        try (EventStream stream = channel().openStream(position, most)) {
            while (events.size() < there) events.add(read(next(stream)));
        }
        return events;
    }

    /** Events that lie close together are read in one go, with what is in between. */
    @Override
    public List<StoredEvent> at(List<Long> positions) {
        List<Long> wanted = positions.stream().distinct().sorted().toList();
        List<StoredEvent> events = new ArrayList<>();
        for (int from = 0, to; from < wanted.size(); from = to) {
            to = from + 1;
            while (to < wanted.size() && wanted.get(to) - wanted.get(to - 1) <= CLOSE) to++;
            Set<Long> here = new HashSet<>(wanted.subList(from, to));
            long before = wanted.get(from) - 1;
            int most = Math.toIntExact(wanted.get(to - 1) - before);
            after(before, most).stream()
                    .filter(event -> here.contains(event.position()))
                    .forEach(events::add);
        }
        return events;
    }

    @Override
    public long count() {
        return channel()
                        .getLastToken()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()
                + 1;
    }

    @Override
    public void append(List<StoredEvent> events) {
        AppendEventsTransaction transaction = channel().startAppendEventsTransaction();
        events.forEach(event -> transaction.appendEvent(write(event)));
        transaction.commit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** They do. */
    @Override
    public void continueAfter(long position) {}

    @Override
    public StoredEvent asTold(StoredEvent kept, StoredEvent told) {
        boolean same = read(kept.metaData()).equals(read(told.metaData()));
        return new StoredEvent(
                told.position(),
                kept.eventId(),
                kept.aggregateType(),
                kept.aggregateId(),
                kept.sequenceNumber(),
                kept.timeStamp(),
                kept.payloadType(),
                kept.payloadRevision(),
                kept.payload(),
                same ? told.metaData() : kept.metaData());
    }

    private EventChannel channel() {
        return connections.getConnection().eventChannel();
    }

    private static EventWithToken next(EventStream stream) {
        try {
            EventWithToken next = stream.nextIfAvailable(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (next == null) throw ServerFailures.outOfReach();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerFailures.outOfReach();
        }
    }

    private StoredEvent read(EventWithToken kept) {
        Event event = kept.getEvent();
        return new StoredEvent(
                kept.getToken(),
                event.getMessageIdentifier(),
                orNull(event.getAggregateType()),
                aggregateOf(event),
                event.getAggregateSequenceNumber(),
                DateTimeUtils.formatInstant(Instant.ofEpochMilli(event.getTimestamp())),
                event.getPayload().getType(),
                orNull(event.getPayload().getRevision()),
                StoredEvent.text(event.getPayload().getData().toByteArray(), kept.getToken()),
                serializer
                        .serialize(new TreeMap<>(metaData.convert(event.getMetaDataMap())), String.class)
                        .getData());
    }

    /** An event of no aggregate has none here; in SQL each is the only one of an aggregate of its own. */
    private static String aggregateOf(Event event) {
        String aggregate = event.getAggregateIdentifier();
        return aggregate.isEmpty() ? event.getMessageIdentifier() : aggregate;
    }

    private Event write(StoredEvent event) {
        Event.Builder written = Event.newBuilder()
                .setMessageIdentifier(event.eventId())
                .setAggregateType(orEmpty(event.aggregateType()))
                .setAggregateIdentifier(event.aggregateId())
                .setAggregateSequenceNumber(event.sequenceNumber())
                .setTimestamp(Instant.parse(event.timeStamp()).toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(event.payloadType())
                        .setRevision(orEmpty(event.payloadRevision()))
                        .setData(ByteString.copyFromUtf8(event.payload())));
        read(event.metaData())
                .forEach((key, value) -> written.putMetaData(key, metaData.convertToMetaDataValue(value)));
        return written.build();
    }

    private MetaData read(String text) {
        MetaData read = serializer.deserialize(new SimpleSerializedObject<>(
                text.getBytes(StandardCharsets.UTF_8), byte[].class, MetaData.class.getName(), null));
        return read == null ? MetaData.emptyInstance() : read;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
