package dev.rendezvous.edge.problem;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.server.ResponseStatusException;

/** The only place where an exception becomes an answer. What nobody foresaw is logged here, once, and told as a 500. */
public final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    /** RFC 6750, 3.1. */
    private static final String DEAD_TOKEN = "Bearer error=\"invalid_token\"";

    private static final int MAX_CAUSES = 16;

    private Failures() {}

    /**
     * What the client is told of {@code thrown}.
     *
     * @param correlationId names the request in the log
     */
    public static Failure of(Throwable thrown, String correlationId) {
        Throwable error = unwrapped(thrown);
        if (error instanceof InvalidRequest invalid) return invalid(invalid.errors());
        if (error instanceof ResponseStatusException e) return HttpFailures.of(e, () -> unforeseen(e, correlationId));
        if (error instanceof DataBufferLimitException) return HttpFailures.bodyTooLarge();
        if (error instanceof InvalidMediaTypeException) return HttpFailures.unsupportedMediaType();
        if (error instanceof AccessDeniedException) return forbidden();
        if (error instanceof AuthenticationException) return unauthenticated();
        if (error instanceof RefusedUnder under)
            return of(under.refused(), correlationId).under(under.status());
        Refusal refusal = Refused.in(error);
        if (refusal != null) return refused(refusal, error);
        if (hasCause(error, ConcurrencyException.class::isInstance)) return lostRace();
        if (hasCause(error, DatabaseAway::isWhy)) return unavailable();
        if (error instanceof NoHandlerForCommandException || error instanceof RejectedExecutionException) {
            return unavailable();
        }
        return unforeseen(error, correlationId);
    }

    static Failure invalid(List<InvalidRequest.FieldError> errors) {
        String detail = errors.isEmpty()
                ? "the request is not as documented"
                : errors.get(0).field() + " " + errors.get(0).message();
        return Failure.of(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", detail)
                .withMember(
                        "errors",
                        errors.stream()
                                .map(error -> new TreeMap<>(Map.of("field", error.field(), "message", error.message())))
                                .toList());
    }

    /** What the server refused before anybody could look at it. */
    public static Failure unreadable(HttpStatus status) {
        return switch (status) {
            case URI_TOO_LONG -> Failure.of(status, "URI_TOO_LONG", "the first line of the request is too long");
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                Failure.of(status, "HEADERS_TOO_LARGE", "the headers of the request are too long");
            case BAD_REQUEST -> invalid(List.of(new InvalidRequest.FieldError("request", "is not well-formed HTTP")));
            default -> Failure.of(status, status.name(), "the request was refused");
        };
    }

    public static Failure unauthenticated() {
        return Failure.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "credentials are needed, and these are none");
    }

    public static Failure forbidden() {
        return Failure.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "you may not do this");
    }

    private static Failure lostRace() {
        return Failure.of(HttpStatus.CONFLICT, "CONFLICT", "somebody else was faster; trying again is safe")
                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                .withMember(Refusal.RETRY_AFTER, 1);
    }

    private static Failure unavailable() {
        return Failure.of(HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "not available at the moment")
                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                .withMember(Refusal.RETRY_AFTER, 1);
    }

    private static Failure unforeseen(Throwable error, String correlationId) {
        log.error("Request {} failed", correlationId, error);
        return Failure.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "this is our fault; it has been noted");
    }

    private static Failure refused(Refusal refusal, Throwable error) {
        String detail = error.getMessage() == null ? "refused" : error.getMessage();
        Failure failure = Failure.of(statusOf(refusal), refusal.code().name(), detail);
        for (Map.Entry<String, Object> fact : new TreeMap<>(refusal.facts()).entrySet()) {
            failure = failure.withMember(fact.getKey(), fact.getValue());
        }
        Object retryAfter = refusal.facts().get(Refusal.RETRY_AFTER);
        if (retryAfter != null) return failure.withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        return switch (refusal.code()) {
            case UNAVAILABLE, TOO_MANY_REQUESTS -> failure.withHeader(HttpHeaders.RETRY_AFTER, "1");
            case UNAUTHENTICATED -> failure.withHeader(HttpHeaders.WWW_AUTHENTICATE, DEAD_TOKEN);
            default -> failure;
        };
    }

    private static HttpStatus statusOf(Refusal refusal) {
        return switch (refusal.code()) {
            case CODE_UNKNOWN,
                    ACCOUNT_NOT_REGISTERED,
                    DEVICE_UNKNOWN,
                    PROFILE_UNKNOWN,
                    REGISTRATION_UNKNOWN,
                    PROJECTION_UNKNOWN,
                    REPLAY_UNKNOWN,
                    PARKED_EVENT_UNKNOWN -> HttpStatus.NOT_FOUND;
            case DEVICE_DISABLED, DEVICE_INACTIVE, DEVICE_UNAPPROVED -> HttpStatus.FORBIDDEN;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case CODE_EXPIRED -> HttpStatus.GONE;
            case ALREADY_USED,
                    ACCOUNT_ON_HOLD,
                    ACCOUNT_CLOSED,
                    DEVICE_LIMIT_REACHED,
                    GROUP_LIMIT_REACHED,
                    APPROVED_LIMIT_REACHED,
                    CHANGE_LIMIT_REACHED,
                    APPROVAL_NOT_ENABLED,
                    CONFLICT -> HttpStatus.CONFLICT;
            case CODE_ENTRY_LOCKED, TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static boolean hasCause(Throwable error, Predicate<Throwable> wanted) {
        Throwable cause = error;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (wanted.test(cause)) return true;
            cause = cause.getCause();
        }
        return false;
    }

    private static Throwable unwrapped(Throwable error) {
        boolean wrapper = error instanceof CompletionException || error instanceof ExecutionException;
        Throwable cause = error.getCause();
        return wrapper && cause != null ? cause : error;
    }
}
