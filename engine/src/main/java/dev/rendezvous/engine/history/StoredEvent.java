package dev.rendezvous.engine.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is kept: everything that a move must not change.
 *
 * @param position in the log; later events have greater ones, and some may be left out
 * @param timeStamp ISO 8601 in UTC, with milliseconds
 * @param payload the stored bytes, which are text in UTF-8
 * @param metaData likewise
 */
public record StoredEvent(
        long position,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String timeStamp,
        String payloadType,
        @Nullable String payloadRevision,
        String payload,
        String metaData) {
    /** Stands for what is not UTF-8 where that is replaced, which is several times as fast as refusing it; a text may have it, too. */
    private static final char NOT_UTF8 = '\uFFFD';

    /**
     * Exactly these bytes as text, from which they can be made again.
     *
     * @throws HistoryRefused if they are not UTF-8: a file of text could not bring them back
     */
    public static String text(byte[] stored, long position) {
        String text = new String(stored, StandardCharsets.UTF_8);
        return text.indexOf(NOT_UTF8) < 0 ? text : strictly(stored, position);
    }

    private static String strictly(byte[] stored, long position) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HistoryRefused(
                    "the event at position %d is not text in UTF-8".formatted(position),
                    "This history cannot be moved as a file; ask for help.");
        }
    }
}
