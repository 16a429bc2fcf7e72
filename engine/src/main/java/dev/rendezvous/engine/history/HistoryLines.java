package dev.rendezvous.engine.history;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a history file, each a JSON object in one spelling only: one {@link First}, the events, one {@link Last}. */
final class HistoryLines {
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private HistoryLines() {}

    /**
     * Begins a file; not part of the chain.
     *
     * @param rendezvousHistory version of the format
     * @param engine that kept these events
     * @param exportedAt ISO 8601 in UTC
     */
    record First(int rendezvousHistory, String engine, String exportedAt) {}

    /** @param hash of this event and all before it */
    record Event(StoredEvent event, String hash) {}

    /**
     * Ends a file.
     *
     * @param events how many there are
     * @param hash of all of them
     */
    record Last(long events, String hash) {
        /** Whether the line is one of these, and no event. */
        static boolean is(String line) {
            return line.startsWith("{\"events\":");
        }
    }

    static String text(Object line) {
        return JSON.writeValueAsString(line);
    }

    /** @throws HistoryRefused if {@code text} is not exactly what {@link #text} makes of such a line */
    static <T> T read(String text, Class<T> type, long number) {
        T line;
        try {
            line = JSON.readValue(text, type);
        } catch (RuntimeException e) {
            throw HistoryRefused.atLine(number, "cannot be read: it is cut off or was altered");
        }
        if (line == null || !text(line).equals(text)) throw HistoryRefused.atLine(number, "was altered");
        return line;
    }
}
