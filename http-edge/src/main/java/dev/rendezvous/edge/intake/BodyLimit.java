package dev.rendezvous.edge.intake;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a body of more than 64 KiB before anything looks at it: at once if its length is announced, else when it has been read so far.
 * What is not announced is therefore read here, and handed on as one buffer. The rendezvous API has a
 * limit of its own.
 */
final class BodyLimit implements WebFilter, Ordered {
    private static final int LIMIT = 64 * 1_024;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        if (announced > LIMIT) return Mono.error(new ContentTooLargeException(null));
        if (announced >= 0 || !mayHaveBody(request)) return chain.filter(exchange);
        return DataBufferUtils.join(request.getBody(), LIMIT)
                .map(BodyLimit::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> chain.filter(new ExchangeWithBody(exchange, body)));
    }

    @Override
    public int getOrder() {
        return -120; // before security, whose form login reads bodies
    }

    /** Without either header HTTP/1.1 has no body; other versions may. */
    private static boolean mayHaveBody(ServerHttpRequest request) {
        boolean read = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        return !read || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
