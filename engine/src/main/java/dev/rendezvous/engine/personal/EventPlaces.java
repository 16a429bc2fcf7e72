package dev.rendezvous.engine.personal;

/** How the place of a text in an event is called: what is sealed there opens nowhere else. */
public final class EventPlaces {
    private EventPlaces() {}

    /** @param field a component of the event, or {@code address} in its metadata */
    public static String of(String eventId, String field) {
        return eventId + " " + field;
    }
}
