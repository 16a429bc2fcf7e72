package dev.rendezvous.edge.problem;

import dev.rendezvous.edge.problem.InvalidRequest.FieldError;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Translates what the web framework throws. Its own texts name classes, so none of them is passed on. */
final class HttpFailures {
    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private HttpFailures() {}

    static Failure of(ResponseStatusException error, Supplier<Failure> unforeseen) {
        if (hasCause(error, DataBufferLimitException.class)) return bodyTooLarge();
        if (error instanceof HandlerMethodValidationException e
                && e.getStatusCode().is4xxClientError()) {
            return Failures.invalid(fieldsOf(e));
        }
        if (error instanceof WebExchangeBindException e) return Failures.invalid(fieldsOf(e));
        if (error instanceof ServerWebInputException e) return Failures.invalid(List.of(fieldOf(e)));
        HttpStatus status = HttpStatus.resolve(error.getStatusCode().value());
        Failure failure = status == null ? null : ofStatus(status);
        if (failure == null) return unforeseen.get();
        for (String header : PASSED_ON) {
            String value = String.join(",", error.getHeaders().getOrEmpty(header));
            if (!value.isEmpty()) failure = failure.withHeader(header, value);
        }
        return failure;
    }

    static Failure bodyTooLarge() {
        return Failure.of(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE", "the body is longer than is accepted here");
    }

    static Failure unsupportedMediaType() {
        return Failure.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "a body of this content type is not understood here");
    }

    private static @Nullable Failure ofStatus(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> Failures.invalid(List.of());
            case UNAUTHORIZED -> Failures.unauthenticated();
            case FORBIDDEN -> Failures.forbidden();
            case NOT_FOUND -> Failure.of(status, "NOT_FOUND", "there is nothing here");
            case METHOD_NOT_ALLOWED -> Failure.of(status, "METHOD_NOT_ALLOWED", "not with this method");
            case NOT_ACCEPTABLE -> Failure.of(status, "NOT_ACCEPTABLE", "there is no answer in an accepted format");
            case CONTENT_TOO_LARGE -> bodyTooLarge();
            case UNSUPPORTED_MEDIA_TYPE -> unsupportedMediaType();
            case TOO_MANY_REQUESTS -> Failure.of(status, "TOO_MANY_REQUESTS", "too many requests");
            case SERVICE_UNAVAILABLE -> Failure.of(status, "UNAVAILABLE", "not available at the moment");
            default -> null;
        };
    }

    private static FieldError fieldOf(ServerWebInputException error) {
        if (error instanceof MissingRequestValueException missing) {
            return new FieldError(missing.getName(), "is missing");
        }
        JacksonException json = jsonCause(error);
        if (json != null) return fieldOf(json);
        MethodParameter parameter = error.getMethodParameter();
        String name = parameter == null || error.getCause() == null ? null : parameter.getParameterName();
        if (name != null) return new FieldError(name, "is not as documented");
        return new FieldError("body", "is missing or not as documented");
    }

    /** The path inside the body, as far as Jackson came. */
    private static FieldError fieldOf(JacksonException error) {
        String path = error.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
        if (path.isEmpty()) return new FieldError("body", "is not well-formed JSON of the documented shape");
        return new FieldError(path, "has the wrong type or an impossible value");
    }

    private static List<FieldError> fieldsOf(WebExchangeBindException error) {
        return error.getFieldErrors().stream()
                .map(field -> new FieldError(
                        field.getField(),
                        field.isBindingFailure() ? "has the wrong type" : messageOf(field.getDefaultMessage())))
                .toList();
    }

    private static List<FieldError> fieldsOf(HandlerMethodValidationException error) {
        return error.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(e -> new FieldError(
                                e instanceof org.springframework.validation.FieldError field
                                        ? field.getField()
                                        : e instanceof ObjectError object
                                                ? object.getObjectName()
                                                : String.valueOf(result.getMethodParameter()
                                                        .getParameterName()),
                                messageOf(e.getDefaultMessage()))))
                .toList();
    }

    private static String messageOf(@Nullable String message) {
        return message == null ? "is not as documented" : message;
    }

    private static @Nullable JacksonException jsonCause(Throwable error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) return json;
        }
        return null;
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) return true;
        }
        return false;
    }
}
