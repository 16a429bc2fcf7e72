package dev.rendezvous.engine.axonserver;

import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** One side of a stream between client and server: ends when the client ends it. */
final class Heard<T> implements StreamObserver<T> {
    private final Consumer<T> each;
    private final StreamObserver<?> answer;

    Heard(Consumer<T> each, StreamObserver<?> answer) {
        this.each = each;
        this.answer = answer;
    }

    @Override
    public void onNext(T value) {
        each.accept(value);
    }

    @Override
    public void onError(Throwable gone) {}

    @Override
    public void onCompleted() {
        answer.onCompleted();
    }
}
