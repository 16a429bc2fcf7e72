package dev.rendezvous.query.audit;

import java.util.List;
import org.springframework.http.MediaType;

/** How entries are written into an export. Each method returns bytes that come right after those before. */
interface ExportFormat {
    /** As the parameter {@code format} says it. */
    String name();

    MediaType mediaType();

    /** What a new file begins with, not one that goes on after a cursor. */
    byte[] begin();

    /** @param prev hash of the chain before the entry */
    byte[] entry(AuditRow row, ShownEvents.Shown event, byte[] prev);

    /** An entry whose event is no longer in the history. */
    byte[] missing(AuditRow row, byte[] prev);

    /**
     * Entries that the filter left out.
     *
     * @param from number of the first
     */
    byte[] skipped(long from, byte[] prev, List<byte[]> digests);

    /** The end of an export with links. */
    byte[] end(long number, byte[] hash);
}
