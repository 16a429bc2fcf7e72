package dev.rendezvous.engine.settled;

import dev.rendezvous.engine.history.StoredEvent;
import java.util.List;

/**
 * The event log in the order of positions. Transactions commit in another order than they were given positions, so an event may
 * come late, below others that were read already; here each event is told only when that cannot happen to it any more.
 */
public interface SettledLog {
    /**
     * Settled events behind a position that this log told or -1, oldest first: {@code most} or fewer, none if there are none yet.
     * What is told is safe on disk, and every read tells the same.
     */
    List<StoredEvent> after(long position, int most);
}
