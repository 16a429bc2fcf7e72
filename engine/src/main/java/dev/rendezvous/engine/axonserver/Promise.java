package dev.rendezvous.engine.axonserver;

/**
 * The name under which PostgreSQL keeps the rows of a command that has sent its events but does not know yet whether they were
 * appended.
 *
 * @param eventId one of the events, which are appended together or not at all
 * @param after a position below that of the event
 */
record Promise(String eventId, long after) {
    static final String PREFIX = "rendezvous ";

    static Promise of(String name) {
        int gap = name.lastIndexOf(' ');
        return new Promise(name.substring(gap + 1), Long.parseLong(name.substring(PREFIX.length(), gap)));
    }

    String name() {
        return PREFIX + after + " " + eventId;
    }
}
