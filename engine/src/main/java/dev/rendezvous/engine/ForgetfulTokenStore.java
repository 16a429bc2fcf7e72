package dev.rendezvous.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The token of one processor with one segment, until the JVM ends: the view is in memory, so its position must be too.
 * Axon's own in-memory store warns at every start that this might be a mistake.
 */
final class ForgetfulTokenStore implements TokenStore {
    private static final int[] NO_SEGMENT = {};

    private record Kept(@Nullable TrackingToken token) {}

    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    @Override
    public void initializeTokenSegments(String processor, int segments, @Nullable TrackingToken start) {
        kept.set(new Kept(start));
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        if (CurrentUnitOfWork.isStarted()) CurrentUnitOfWork.get().afterCommit(done -> kept.set(new Kept(token)));
        else kept.set(new Kept(token));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        Kept now = kept.get();
        return now == null ? null : now.token();
    }

    @Override
    public void releaseClaim(String processor, int segment) {}

    @Override
    public int[] fetchSegments(String processor) {
        return kept.get() == null ? NO_SEGMENT : new int[] {0};
    }
}
