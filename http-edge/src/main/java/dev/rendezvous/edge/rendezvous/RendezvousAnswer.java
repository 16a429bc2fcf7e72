package dev.rendezvous.edge.rendezvous;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * An answer under {@code /registration/**}: ordered fields, written as XML or JSON. Immutable, and encoded once per format:
 * keep the ones that are said often.
 */
public final class RendezvousAnswer {
    private static final String NO_STORE = "no-store";

    private final HttpStatusCode httpStatus;
    private final List<AnswerField> fields;
    private final HttpHeaders headers;
    private byte @Nullable [] xml; // racing threads compute the same bytes
    private byte @Nullable [] json;

    private RendezvousAnswer(HttpStatusCode httpStatus, List<AnswerField> fields, HttpHeaders headers) {
        this.httpStatus = httpStatus;
        this.fields = fields;
        this.headers = headers;
    }

    /** 200 {@code status=success}. */
    public static RendezvousAnswer success() {
        return status("success");
    }

    /** 200 {@code status=incomplete}. */
    public static RendezvousAnswer incomplete() {
        return status("incomplete");
    }

    /** 200 {@code status=failure} with a reason out of the documented ones and a sentence for people. */
    public static RendezvousAnswer failure(String reason, String message) {
        return status("failure").with("reason", reason).with("message", message);
    }

    /**
     * One more field.
     *
     * @param name must be usable as the name of an XML element
     */
    public RendezvousAnswer with(String name, String value) {
        return with(new AnswerField(name, value, false));
    }

    /** One more field, in JSON an unquoted number. */
    public RendezvousAnswer with(String name, long value) {
        return with(new AnswerField(name, Long.toString(value), true));
    }

    /** The same answer under another HTTP status than 200. */
    public RendezvousAnswer under(HttpStatusCode status) {
        return new RendezvousAnswer(status, fields, headers);
    }

    /** The same answer with a {@code Retry-After}, rounded up to whole seconds, at least one. */
    public RendezvousAnswer retryAfter(Duration wait) {
        HttpHeaders more = new HttpHeaders();
        more.set(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        return withHeaders(more);
    }

    /** The same answer, telling that the client's {@code Prefer: wait} was heeded (RFC 7240, R13). */
    public RendezvousAnswer preferenceApplied(int waitSeconds) {
        HttpHeaders more = new HttpHeaders();
        more.addAll(headers);
        more.set("Preference-Applied", "wait=" + waitSeconds);
        return withHeaders(more);
    }

    RendezvousAnswer withHeaders(HttpHeaders all) {
        return new RendezvousAnswer(httpStatus, fields, all);
    }

    /** Writes the answer; nothing may have been written before. */
    Mono<Void> writeTo(ServerHttpResponse response, AnswerFormat format) {
        byte[] body = body(format);
        response.setStatusCode(httpStatus);
        HttpHeaders written = response.getHeaders();
        written.set(HttpHeaders.CONTENT_TYPE, format.contentType());
        written.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        written.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (!headers.isEmpty()) headers.forEach(written::put);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    byte[] body(AnswerFormat format) {
        byte[] known = format.isJson() ? json : xml;
        if (known != null) return known;
        byte[] body = AnswerField.encode(fields, format.isJson()).getBytes(StandardCharsets.UTF_8);
        if (format.isJson()) json = body;
        else xml = body;
        return body;
    }

    private static RendezvousAnswer status(String status) {
        return new RendezvousAnswer(
                HttpStatus.OK, List.of(new AnswerField("status", status, false)), HttpHeaders.EMPTY);
    }

    private RendezvousAnswer with(AnswerField field) {
        List<AnswerField> more = new ArrayList<>(fields);
        more.add(field);
        return new RendezvousAnswer(httpStatus, List.copyOf(more), headers);
    }

    /** The JSON form. */
    @Override
    public String toString() {
        return new String(body(AnswerFormat.JSON), StandardCharsets.UTF_8);
    }
}
