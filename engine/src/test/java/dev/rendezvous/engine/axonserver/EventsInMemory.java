package dev.rendezvous.engine.axonserver;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc.EventStoreImplBase;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.GetAggregateSnapshotsRequest;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.GetLastTokenRequest;
import io.axoniq.axonserver.grpc.event.TrackingToken;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The events of a {@link SmallAxonServer}, and what befalls the next appends. */
final class EventsInMemory extends EventStoreImplBase {
    /** What becomes of an append. */
    enum Fate {
        /** Appended, but the client never hears of it. */
        ANSWER_LOST,
        /** Lost on the way. */
        REQUEST_LOST
    }

    private final List<Event> log = new ArrayList<>();
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();

    void nextAppend(Fate fate) {
        fates.add(fate);
    }

    synchronized List<Event> all() {
        return List.copyOf(log);
    }

    @Override
    public StreamObserver<Event> appendEvent(StreamObserver<Confirmation> answer) {
        return new StreamObserver<>() {
            private final List<Event> events = new ArrayList<>();

            @Override
            public void onNext(Event event) {
                events.add(event);
            }

            @Override
            public void onError(Throwable rolledBack) {}

            @Override
            public void onCompleted() {
                append(events, answer);
            }
        };
    }

    private synchronized void append(List<Event> events, StreamObserver<Confirmation> answer) {
        Fate fate = fates.poll();
        List<Event> after = new ArrayList<>(log);
        for (Event event : events) {
            if (event.getAggregateSequenceNumber() != nextSequence(event, after)) {
                answer.onError(conflict());
                return;
            }
            after.add(event);
        }
        if (fate != Fate.REQUEST_LOST) log.addAll(events);
        if (fate != null) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        answer.onNext(Confirmation.newBuilder().setSuccess(true).build());
        answer.onCompleted();
    }

    private static long nextSequence(Event event, List<Event> log) {
        return log.stream()
                .filter(other -> other.getAggregateIdentifier().equals(event.getAggregateIdentifier()))
                .count();
    }

    private static Throwable conflict() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), "AXONIQ-2000");
        return Status.OUT_OF_RANGE
                .withDescription("[AXONIQ-2000] Invalid sequence number")
                .asRuntimeException(trailers);
    }

    @Override
    public synchronized void listAggregateEvents(GetAggregateEventsRequest request, StreamObserver<Event> answer) {
        log.stream()
                .filter(event -> event.getAggregateIdentifier().equals(request.getAggregateId()))
                .filter(event -> event.getAggregateSequenceNumber() >= request.getInitialSequence())
                .forEach(answer::onNext);
        answer.onCompleted();
    }

    @Override
    public void listAggregateSnapshots(GetAggregateSnapshotsRequest request, StreamObserver<Event> answer) {
        answer.onCompleted();
    }

    /** Ends the stream at the head instead of waiting for more. */
    @Override
    public StreamObserver<GetEventsRequest> listEvents(StreamObserver<EventWithToken> answer) {
        return new Heard<>(request -> list(request, answer), answer);
    }

    private synchronized void list(GetEventsRequest request, StreamObserver<EventWithToken> answer) {
        for (int token = (int) request.getTrackingToken();
                request.getNumberOfPermits() > 0 && token < log.size();
                token++) {
            answer.onNext(EventWithToken.newBuilder()
                    .setToken(token)
                    .setEvent(log.get(token))
                    .build());
        }
    }

    @Override
    public synchronized void getLastToken(GetLastTokenRequest request, StreamObserver<TrackingToken> answer) {
        answer.onNext(TrackingToken.newBuilder().setToken(log.size() - 1L).build());
        answer.onCompleted();
    }
}
