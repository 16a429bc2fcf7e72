package dev.rendezvous.edge.security;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page that somebody wanted before the login page came, in a cookie until they are there. Needs no session, and sets
 * no cookie on any other answer.
 */
final class RequestedPage implements ServerRequestCache {
    private final CookieServerRequestCache cookie = new CookieServerRequestCache();

    @Override
    public Mono<Void> saveRequest(ServerWebExchange exchange) {
        return cookie.saveRequest(exchange);
    }

    @Override
    public Mono<URI> getRedirectUri(ServerWebExchange exchange) {
        return cookie.getRedirectUri(exchange);
    }

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
        if (!exchange.getRequest().getHeaders().containsHeader(HttpHeaders.COOKIE)) return Mono.empty();
        String here = exchange.getRequest().getURI().getRawPath();
        return cookie.getRedirectUri(exchange)
                .filter(wanted -> here.equals(wanted.getRawPath()))
                .flatMap(wanted -> cookie.removeMatchingRequest(exchange));
    }
}
