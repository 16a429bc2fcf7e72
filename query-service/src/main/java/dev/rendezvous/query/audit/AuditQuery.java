package dev.rendezvous.query.audit;

import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody looks for, as the parameters of a request say it. */
record AuditQuery(AuditFilter filter, Order order) {
    /** By number. */
    enum Order {
        ASC,
        DESC
    }

    /** @throws InvalidRequest if a value cannot be what it should be */
    static AuditQuery of(AuditParameters asked, Order byDefault) {
        List<InvalidRequest.FieldError> errors = new ArrayList<>();
        requireUuid(asked.session(), errors);
        Instant from = instant("from", asked.from(), errors);
        Instant to = instant("to", asked.to(), errors);
        Order order = order(asked.order(), byDefault, errors);
        if (!errors.isEmpty()) throw new InvalidRequest(errors);
        AuditFilter filter = new AuditFilter(
                orNull(asked.account()),
                orNull(asked.device()),
                orNull(asked.session()),
                orNull(asked.actor()),
                orNull(asked.type()),
                from,
                to);
        return new AuditQuery(filter, order);
    }

    private static void requireUuid(@Nullable String session, List<InvalidRequest.FieldError> errors) {
        if (orNull(session) == null) return;
        try {
            UUID.fromString(session);
        } catch (IllegalArgumentException e) {
            errors.add(new InvalidRequest.FieldError("session", "must be the identity of a registration session"));
        }
    }

    private static @Nullable Instant instant(
            String field, @Nullable String text, List<InvalidRequest.FieldError> errors) {
        if (orNull(text) == null) return null;
        try {
            return Instant.parse(text);
        } catch (RuntimeException e) {
            errors.add(new InvalidRequest.FieldError(field, "must be a time such as 2026-03-01T12:00:00.000Z"));
            return null;
        }
    }

    private static Order order(@Nullable String text, Order byDefault, List<InvalidRequest.FieldError> errors) {
        if (orNull(text) == null) return byDefault;
        for (Order order : Order.values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) return order;
        }
        errors.add(new InvalidRequest.FieldError("order", "must be asc or desc"));
        return byDefault;
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
