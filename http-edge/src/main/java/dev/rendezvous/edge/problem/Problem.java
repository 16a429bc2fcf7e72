package dev.rendezvous.edge.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Failure} as {@code application/problem+json} (RFC 9457). */
public final class Problem {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Problem() {}

    /** Writes the failure as the whole answer; nothing may have been written before. */
    public static Mono<Void> write(Failure failure, ServerHttpResponse response) {
        byte[] body = body(failure);
        response.setStatusCode(failure.status());
        HttpHeaders headers = response.getHeaders();
        failure.headers().forEach(headers::put);
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    public static byte[] body(Failure failure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", failure.type());
        members.put("title", failure.title());
        members.put("status", failure.status().value());
        members.put("detail", failure.detail());
        members.put("code", failure.code());
        failure.members().forEach(members::putIfAbsent);
        return JSON.writeValueAsBytes(members);
    }
}
