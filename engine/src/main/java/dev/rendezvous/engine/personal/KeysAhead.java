package dev.rendezvous.engine.personal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventData;

/** Looks up at once what keys a page of stored events will be opened with, instead of one by one as each is opened. */
public final class KeysAhead {
    private static final Pattern SEALED = Pattern.compile("\"(sealed:[\\w-]+)\"");

    private final KeyRing ring;

    KeysAhead(KeyRing ring) {
        this.ring = ring;
    }

    /** @param page whose payloads are bytes; that of an event without personal fields is not looked at */
    public void lookUpFor(List<? extends EventData<?>> page) {
        ring.prepare(page.stream().flatMap(KeysAhead::keysOf).toList());
    }

    private static Stream<UUID> keysOf(EventData<?> event) {
        if (EventTexts.fieldsIfKnown(event.getPayload().getType().getName()).isEmpty()) return Stream.empty();
        String payload = new String((byte[]) event.getPayload().getData(), StandardCharsets.ISO_8859_1);
        return SEALED.matcher(payload)
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .flatMap(text -> DataKey.keyOf(text).stream());
    }
}
