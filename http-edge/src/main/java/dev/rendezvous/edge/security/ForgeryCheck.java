package dev.rendezvous.edge.security;

import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Which requests another site could have made a browser send, so that they need a CSRF token: writing ones with nothing
 * but cookies, those of the login form, and any that the browser itself says came from another site. Scripts and services
 * that send an {@code Authorization} header need none.
 */
final class ForgeryCheck implements ServerWebExchangeMatcher {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        boolean writes = !READING.contains(request.getMethod());
        return writes && isForgeable(request) ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean isForgeable(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && ELSEWHERE.contains(site)) return true;
        return !headers.containsHeader(HttpHeaders.AUTHORIZATION)
                && (headers.containsHeader(HttpHeaders.COOKIE) || isLogin(request));
    }

    private static boolean isLogin(ServerHttpRequest request) {
        return request.getURI().getRawPath().equals(Challenges.LOGIN_PAGE);
    }
}
