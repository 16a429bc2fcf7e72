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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An answer under {@code /registration/**}: ordered fields, written as XML or JSON. Controllers return it, also in a
 * {@code Mono} or {@code CompletableFuture}. Immutable, and encoded once per format: keep the ones that are said often.
 */
public final class RendezvousAnswer {
    private static final String NO_STORE = "no-store";

    private final HttpStatusCode httpStatus;
    private final List<AnswerField> fields;
    private final @Nullable String retryAfter;
    private byte @Nullable [] xml; // racing threads compute the same bytes
    private byte @Nullable [] json;

    private RendezvousAnswer(HttpStatusCode httpStatus, List<AnswerField> fields, @Nullable String retryAfter) {
        this.httpStatus = httpStatus;
        this.fields = fields;
        this.retryAfter = retryAfter;
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
        return new RendezvousAnswer(status, fields, retryAfter);
    }

    /** The same answer with a {@code Retry-After}, rounded up to whole seconds, at least one. */
    public RendezvousAnswer retryAfter(Duration wait) {
        return new RendezvousAnswer(
                httpStatus,
                fields,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    /** Writes the answer in the format that the request asks for. */
    public Mono<Void> writeTo(ServerWebExchange exchange) {
        return writeTo(exchange, AnswerFormat.forFailure(exchange.getRequest().getHeaders()));
    }

    /** Writes the answer; nothing may have been written before. */
    public Mono<Void> writeTo(ServerWebExchange exchange, AnswerFormat format) {
        byte[] body = body(format);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(httpStatus);
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, format.contentType());
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (retryAfter != null) headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
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
        return new RendezvousAnswer(HttpStatus.OK, List.of(new AnswerField("status", status, false)), null);
    }

    private RendezvousAnswer with(AnswerField field) {
        List<AnswerField> more = new ArrayList<>(fields);
        more.add(field);
        return new RendezvousAnswer(httpStatus, List.copyOf(more), retryAfter);
    }
}
