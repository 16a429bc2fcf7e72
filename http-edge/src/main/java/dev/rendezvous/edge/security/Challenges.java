package dev.rendezvous.edge.security;

import dev.rendezvous.edge.problem.Failures;
import dev.rendezvous.edge.problem.Problem;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says 401 and 403 in the shape of all failures, and sends people with a browser to the login page. */
final class Challenges implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {
    static final String LOGIN_PAGE = "/login";

    private final boolean localUsers;
    private final RedirectServerAuthenticationEntryPoint toLogin =
            new RedirectServerAuthenticationEntryPoint(LOGIN_PAGE);

    Challenges(boolean localUsers, ServerRequestCache requested) {
        this.localUsers = localUsers;
        toLogin.setRequestCache(requested);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException missing) {
        ServerHttpRequest request = exchange.getRequest();
        if (localUsers && isPageWanted(request)) return toLogin.commence(exchange, missing);
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, schemeFor(exchange));
        return Problem.write(Failures.unauthenticated(), exchange.getResponse());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return Problem.write(Failures.forbidden(), exchange.getResponse());
    }

    /** A browser that is told of Basic asks its user by itself and then sends the password along from any page. */
    private String schemeFor(ServerWebExchange exchange) {
        if (Credentials.isBearer(exchange)) return "Bearer error=\"invalid_token\"";
        boolean browser = exchange.getRequest().getHeaders().containsHeader("Sec-Fetch-Site");
        boolean devicesOnly =
                RuleFilter.ruleOf(exchange).pattern().getPatternString().startsWith("/devices/me");
        return localUsers && !browser && !devicesOnly ? "Basic realm=\"rendezvous\", charset=\"UTF-8\"" : "Bearer";
    }

    private static boolean isPageWanted(ServerHttpRequest request) {
        List<String> accept = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
        return request.getMethod().equals(HttpMethod.GET)
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                && accept.stream().anyMatch(types -> types.contains("text/html"));
    }
}
