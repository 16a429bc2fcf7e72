package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event that a rule forbids, given those before it.
 *
 * @param event its type
 * @param says what is wrong, as a sentence
 * @param numbers what makes it so: limits, uses, instants, and the identities and positions of others
 */
record Breach(
        long position,
        String eventId,
        String event,
        Instant at,
        @Nullable AccountId accountId,
        @Nullable DeviceId deviceId,
        @Nullable SessionId sessionId,
        Fault fault,
        String rule,
        String says,
        Map<String, Object> numbers) {
    Breach {
        numbers = new TreeMap<>(numbers);
    }

    static Breach of(PastEvent event, @Nullable DeviceId deviceId, Fault fault, Map<String, Object> numbers) {
        Object payload = event.payload();
        return new Breach(
                event.position(),
                event.id(),
                payload.getClass().getSimpleName(),
                event.at(),
                payload instanceof AccountEvent happened ? happened.accountId() : null,
                deviceId,
                payload instanceof RegistrationEvent happened ? happened.sessionId() : null,
                fault,
                fault.rule(),
                fault.sentence(),
                numbers);
    }

    @Override
    public String toString() {
        String who = Stream.of(named("account", accountId), named("device", deviceId), named("session", sessionId))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return "event %d (%s, %s) at %s: %s: %s, %s: %s %s"
                .formatted(position, event, eventId, at, who, rule, fault, says, numbers);
    }

    private static String named(String what, @Nullable Object id) {
        return id == null ? "" : "%s '%s'".formatted(what, id);
    }
}
