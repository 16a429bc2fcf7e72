package dev.rendezvous.engine.personal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;

/**
 * The one place where events are opened: whoever reads the history through Axon sees what {@link SealedEvents} sealed, or that it
 * was erased. Nothing is opened, and no key looked up, before somebody asks for an event's payload or metadata.
 */
final class OpenedEvents implements EventUpcaster {
    private static final Converter CONVERTER = new ChainingConverter();

    private final EventTexts texts;

    OpenedEvents(EventTexts texts) {
        this.texts = texts;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.map(Opened::new);
    }

    /** Metadata that are read and opened when they are asked for; what is written again is as it was stored. */
    private static final class OpenedMetaData extends LazyDeserializingObject<MetaData> {
        private final Function<MetaData, MetaData> opening;
        private volatile @Nullable MetaData opened;

        OpenedMetaData(LazyDeserializingObject<MetaData> stored, Function<MetaData, MetaData> opening) {
            super(stored.getSerializedObject(), stored.getSerializer());
            this.opening = opening;
        }

        @Override
        public MetaData getObject() {
            MetaData known = opened;
            if (known != null) return known;
            MetaData read = opening.apply(super.getObject());
            opened = read;
            return read;
        }
    }

    private final class Opened implements IntermediateEventRepresentation {
        private final IntermediateEventRepresentation stored;

        Opened(IntermediateEventRepresentation stored) {
            this.stored = stored;
        }

        @Override
        public <T> IntermediateEventRepresentation upcast(
                SerializedType type, Class<T> form, Function<T, T> payload, Function<MetaData, MetaData> metaData) {
            return new Opened(stored.upcast(type, form, payload, metaData));
        }

        @Override
        public SerializedType getType() {
            return stored.getType();
        }

        @Override
        public SerializedObject<?> getData() {
            PersonalFields fields = EventTexts.fieldsOf(getType().getName());
            if (fields.isEmpty()) return stored.getData();
            byte[] payload = stored.getData(byte[].class).getData();
            return new SimpleSerializedObject<>(
                    texts.payload(payload, getMessageIdentifier(), fields), byte[].class, getType());
        }

        @Override
        public <D> SerializedObject<D> getData(Class<D> form) {
            return CONVERTER.convert(getData(), form);
        }

        @Override
        public String getMessageIdentifier() {
            return stored.getMessageIdentifier();
        }

        @Override
        public Optional<String> getAggregateType() {
            return stored.getAggregateType();
        }

        @Override
        public Optional<String> getAggregateIdentifier() {
            return stored.getAggregateIdentifier();
        }

        @Override
        public Optional<Long> getSequenceNumber() {
            return stored.getSequenceNumber();
        }

        @Override
        public Optional<TrackingToken> getTrackingToken() {
            return stored.getTrackingToken();
        }

        @Override
        public Instant getTimestamp() {
            return stored.getTimestamp();
        }

        @Override
        public LazyDeserializingObject<MetaData> getMetaData() {
            LazyDeserializingObject<MetaData> metaData = stored.getMetaData();
            return metaData.isDeserialized()
                    ? new LazyDeserializingObject<>(texts.metaData(metaData.getObject(), getMessageIdentifier()))
                    : new OpenedMetaData(metaData, read -> texts.metaData(read, getMessageIdentifier()));
        }

        @Override
        public boolean canConvertDataTo(Class<?> form) {
            return stored.canConvertDataTo(form);
        }
    }
}
