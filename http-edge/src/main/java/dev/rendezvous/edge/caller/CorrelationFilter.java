package dev.rendezvous.edge.caller;

import dev.rendezvous.edge.client.ClientAddress;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The first filter of all: every answer carries a correlation id, refusals by security and errors included. */
final class CorrelationFilter implements WebFilter, Ordered {
    private final ClientAddress addresses;

    CorrelationFilter(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Origin.establish(exchange.getRequest(), exchange.getResponse(), addresses)
                .attachTo(exchange);
        return chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
