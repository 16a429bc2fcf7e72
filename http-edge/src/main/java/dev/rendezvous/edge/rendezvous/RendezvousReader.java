package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.caller.Origin;
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
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** Reads what a device says, and refuses what is not as documented. */
final class RendezvousReader {
    /** Bytes of a body. */
    static final int MAX_BODY = 4_096;

    private static final List<MediaType> FORMATS = List.of(
            MediaType.APPLICATION_FORM_URLENCODED,
            MediaType.APPLICATION_JSON,
            MediaType.APPLICATION_XML,
            MediaType.TEXT_XML);

    private RendezvousReader() {}

    /** Ready at once if there is no body to wait for. */
    static Mono<RendezvousRequest> read(ServerHttpRequest request, Origin origin) {
        HttpHeaders headers = request.getHeaders();
        if (headers.getContentLength() > MAX_BODY) throw new ContentTooLargeException(null);
        RendezvousValues values = new RendezvousValues();
        FormValues.readInto(values, request.getURI().getRawQuery(), "query");
        RendezvousRequest read = new RendezvousRequest(values.asMap(), Prefer.waitSeconds(headers), origin);
        if (isGet(request) && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return Mono.just(read);
        }
        return body(request).map(bytes -> {
            if (!isGet(request)) readBody(values, headers, bytes);
            return read;
        });
    }

    private static boolean isGet(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.GET);
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
