package dev.rendezvous.edge.caller;

import dev.rendezvous.edge.client.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** What the first filter finds out about a request and everything after it may ask. Used by one request. */
final class Origin {
    private static final String ATTRIBUTE = Origin.class.getName();

    private final String correlationId;
    private final ClientAddress addresses;
    private final ServerHttpRequest request;
    private @Nullable String address;

    Origin(String correlationId, ClientAddress addresses, ServerHttpRequest request) {
        this.correlationId = correlationId;
        this.addresses = addresses;
        this.request = request;
    }

    static Origin of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    String correlationId() {
        return correlationId;
    }

    /** Found out when first asked for: most polls need none. */
    String address() {
        String known = address;
        if (known == null) {
            known = addresses.of(request);
            address = known;
        }
        return known;
    }
}
