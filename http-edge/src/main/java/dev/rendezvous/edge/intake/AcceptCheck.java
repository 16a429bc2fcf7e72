package dev.rendezvous.edge.intake;

import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a writing request whose answer its sender could not read before it has an effect. The web framework would find
 * out afterwards. Commands answer JSON; the login form looks after itself.
 */
final class AcceptCheck implements WebFilter, Ordered {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FORMS = Set.of("/login", "/logout");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean reads = READING.contains(exchange.getRequest().getMethod());
        String path = exchange.getRequest().getURI().getRawPath();
        boolean others = reads || FORMS.contains(path);
        if (others || acceptsJson(exchange.getRequest().getHeaders())) return chain.filter(exchange);
        return Mono.error(new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
    }

    @Override
    public int getOrder() {
        return -90; // after security: who may not call need not know more
    }

    private static boolean acceptsJson(HttpHeaders headers) {
        try {
            List<MediaType> accept = headers.getAccept();
            return accept.isEmpty()
                    || accept.stream()
                            .anyMatch(type ->
                                    type.getQualityValue() > 0 && type.isCompatibleWith(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
