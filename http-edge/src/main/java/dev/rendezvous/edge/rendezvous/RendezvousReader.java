package dev.rendezvous.edge.rendezvous;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** Reads a {@link RendezvousRequest} out of an exchange. */
final class RendezvousReader {
    /** Bytes of a body; the body limit filter has refused longer ones before. */
    static final int MAX_BODY = 4_096;

    private static final List<MediaType> FORMATS = List.of(
            MediaType.APPLICATION_FORM_URLENCODED,
            MediaType.APPLICATION_JSON,
            MediaType.APPLICATION_XML,
            MediaType.TEXT_XML);

    private RendezvousReader() {}

    static Mono<RendezvousRequest> read(ServerWebExchange exchange) {
        try {
            ServerHttpRequest request = exchange.getRequest();
            HttpHeaders headers = request.getHeaders();
            AnswerFormat format = AnswerFormat.acceptedBy(headers);
            if (format == null)
                throw new NotAcceptableStatusException(
                        List.of(MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON, MediaType.TEXT_XML));
            RendezvousValues values = new RendezvousValues();
            FormValues.readInto(values, request.getURI().getRawQuery(), "query");
            RendezvousRequest read = new RendezvousRequest(values.asMap(), format, Prefer.waitSeconds(headers));
            return hasNoBody(request)
                    ? Mono.just(read)
                    : body(request).map(bytes -> {
                        readBody(values, headers, bytes);
                        return read;
                    });
        } catch (RuntimeException e) {
            return Mono.error(e);
        }
    }

    private static boolean hasNoBody(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), MAX_BODY)
                .map(RendezvousReader::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static void readBody(RendezvousValues values, HttpHeaders headers, byte[] bytes) {
        MediaType type = contentType(headers);
        if (type == null && bytes.length == 0) return;
        if (type == null || !isReadable(type)) throw new UnsupportedMediaTypeStatusException(type, FORMATS);
        String text = withoutByteOrderMark(StrictText.utf8(bytes, "body"));
        if (MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) FormValues.readInto(values, text, "body");
        else if (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)) JsonValues.readInto(values, text);
        else XmlValues.readInto(values, text);
    }

    private static @Nullable MediaType contentType(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException e) {
            throw new UnsupportedMediaTypeStatusException("the content type is malformed", FORMATS);
        }
    }

    private static boolean isReadable(MediaType type) {
        boolean utf8 = type.getCharset() == null
                || type.getCharset().equals(StandardCharsets.UTF_8)
                || type.getCharset().equals(StandardCharsets.US_ASCII);
        return utf8 && FORMATS.stream().anyMatch(format -> format.equalsTypeAndSubtype(type));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
