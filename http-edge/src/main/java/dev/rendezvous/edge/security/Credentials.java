package dev.rendezvous.edge.security;

import dev.rendezvous.api.token.DeviceTokens;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@code Authorization} header: a device token as Bearer, or the name and password of a user as Basic. */
final class Credentials implements ServerAuthenticationConverter {
    private static final String BEARER = "bearer ";

    private final ServerAuthenticationConverter basic = new ServerHttpBasicAuthenticationConverter();
    private final DeviceTokens tokens;

    Credentials(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) return Mono.empty();
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) return basic.convert(exchange);
        return tokens.read(header.substring(BEARER.length()).strip())
                .<Mono<Authentication>>map(token -> Mono.just(new DeviceTokenAuthentication(token)))
                .orElseGet(() -> Mono.error(new BadCredentialsException("not a token of ours")));
    }

    static boolean isBearer(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }
}
