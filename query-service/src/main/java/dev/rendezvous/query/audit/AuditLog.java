package dev.rendezvous.query.audit;

import dev.rendezvous.engine.personal.PersonalTexts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searches the audit log page by page (R51). Blocks while it reads. */
final class AuditLog {
    private final ServingLog log;
    private final ShownEvents events;
    private final PersonalTexts texts;

    AuditLog(ServingLog log, ShownEvents events, PersonalTexts texts) {
        this.log = log;
        this.events = events;
        this.texts = texts;
    }

    /**
     * The first page, or the one that {@code cursor} names.
     *
     * @param cursor empty for none
     * @throws dev.rendezvous.edge.problem.InvalidRequest if the cursor is of another search
     */
    AuditPage page(AuditQuery query, @Nullable String cursor, int limit) {
        return log.read(search -> page(query, cursor, limit, search));
    }

    private AuditPage page(AuditQuery query, @Nullable String cursor, int limit, AuditSearch search) {
        AuditCursor from = cursor == null || cursor.isEmpty() ? begin(query, search) : AuditCursor.of(cursor, query);
        AuditSearch.Range range = rangeAfter(from, query.order());
        List<AuditRow> found = search.find(query, search.rangesOf(query.filter()), range, limit + 1);
        List<AuditRow> rows = found.subList(0, Math.min(limit, found.size()));
        @Nullable
        String next = found.size() <= limit
                ? null
                : new AuditCursor(rows.get(limit - 1).number(), from.last()).text(query);
        return new AuditPage(shown(rows), next);
    }

    private static AuditCursor begin(AuditQuery query, AuditSearch search) {
        long last = search.last();
        return new AuditCursor(query.order() == AuditQuery.Order.ASC ? 0 : last + 1, last);
    }

    private static AuditSearch.Range rangeAfter(AuditCursor cursor, AuditQuery.Order order) {
        return order == AuditQuery.Order.ASC
                ? new AuditSearch.Range(cursor.after(), cursor.last() + 1)
                : new AuditSearch.Range(0, cursor.after());
    }

    private List<AuditEntry> shown(List<AuditRow> rows) {
        Map<Long, ShownEvents.Shown> shown = events.of(rows);
        return rows.stream()
                .map(row -> readable(row, shown.get(row.position())))
                .toList();
    }

    /** Exports stay sealed, since they are kept; what is shown is opened for whoever looks, or says that it was erased (R57). */
    private AuditEntry readable(AuditRow row, ShownEvents.@Nullable Shown event) {
        AuditEntry entry = AuditEntry.of(row, event);
        return event == null ? entry : entry.readable(event.addressOpened(texts), event.dataOpened(texts));
    }
}
