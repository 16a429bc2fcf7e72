package dev.rendezvous.query.audit;

import dev.rendezvous.engine.history.HistoryChain;
import dev.rendezvous.engine.history.StoredEvent;
import java.time.Instant;

/**
 * An event that is to become an entry: all of it but what depends on the entries before.
 *
 * @param type of event, without its package
 * @param digest of the stored event
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it, nor changes its bytes
record NextEntry(long position, Instant time, String type, EventSubject subject, byte[] digest) {
    /** @param digests makes the digest; its chain stays where it is */
    static NextEntry of(StoredEvent event, HistoryChain digests) {
        return new NextEntry(
                event.position(),
                Instant.parse(event.timeStamp()),
                simpleName(event.payloadType()),
                EventSubject.of(event),
                digests.digest(event));
    }

    static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
