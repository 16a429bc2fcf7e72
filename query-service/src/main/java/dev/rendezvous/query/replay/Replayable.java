package dev.rendezvous.query.replay;

import dev.rendezvous.engine.Place;
import dev.rendezvous.engine.ReplayedHistory;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * A projection that can be rebuilt while it serves (R54); contributed as a bean. It keeps two generations: one serves, and
 * events are replayed into the other, never further than the serving one has come. All but {@link #projection()} and
 * {@link #isShared()} is called by one replay at a time.
 */
public interface Replayable {
    /** The name of its processor. */
    String projection();

    /**
     * Whether all nodes share one, in tables: then another node goes on with a replay whose node died. Otherwise each node has
     * its own, in memory.
     */
    boolean isShared();

    /**
     * What is read and handled. Whoever makes no use of what events say of persons reads them {@linkplain ReplayedHistory#sealed()
     * sealed} (R57).
     */
    default StreamableMessageSource<TrackedEventMessage<?>> source(ReplayedHistory history) {
        return history.opened();
    }

    /** Where to begin to read; null for the first event. */
    @Nullable
    TrackingToken start(StreamableMessageSource<TrackedEventMessage<?>> log);

    /** Begins a second generation, whatever an earlier attempt has left of one. In a transaction. */
    void begin();

    /** Which events the serving generation has handled and committed. */
    Place served();

    /** Handles one event into the second generation, without any effect elsewhere. In a transaction. */
    void handle(EventMessage<?> event) throws Exception;

    /**
     * Makes the second generation as good to read as the serving one, before they are compared; events are handled before and
     * after. May take long, is called in no transaction, and again after a crash.
     */
    default void complete() {}

    /**
     * Runs {@code action} while the serving generation stands still, and {@link #served()} with it. Where the generations
     * are tables, in one transaction. Must be quick: readers of the newest events wait.
     */
    <T> T standingStill(Supplier<T> action);

    /**
     * Compares a portion of both generations, which stand at the same position, and still.
     *
     * @param cursor where the portion before ended, null for the first
     */
    Portion compare(@Nullable String cursor);

    /** Has the second generation serve from now on; both stand at the same position, and still. */
    void takeOver(Comparison found);

    /** Drops the generation that does not serve. In a transaction; there may be none. */
    void discard();

    /** @param next where the next portion begins, null if this was the last */
    record Portion(Comparison found, @Nullable String next) {}
}
