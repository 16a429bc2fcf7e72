package dev.rendezvous.query.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log as its table keeps it; the event itself is in the history.
 *
 * @param number 1 for the first event, without holes
 * @param position in the event log
 * @param type of event, without its package
 * @param digest of the stored event
 * @param hash of the chain up to this entry
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares rows, nor changes their bytes
record AuditRow(
        long number,
        long position,
        Instant time,
        String type,
        @Nullable String account,
        @Nullable UUID session,
        @Nullable String actor,
        byte[] digest,
        byte[] hash) {
    /** Together with the devices that the event names. */
    record WithDevices(AuditRow row, List<String> devices) {}
}
