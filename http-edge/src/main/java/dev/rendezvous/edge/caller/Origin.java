package dev.rendezvous.edge.caller;

import dev.rendezvous.edge.client.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/** Where one request comes from and under which correlation id it is known. Used by the threads of one request only. */
public final class Origin {
    private static final String ATTRIBUTE = Origin.class.getName();

    private final String correlationId;
    private final ClientAddress addresses;
    private final ServerHttpRequest request;
    private @Nullable String address;

    private Origin(String correlationId, ClientAddress addresses, ServerHttpRequest request) {
        this.correlationId = correlationId;
        this.addresses = addresses;
        this.request = request;
    }

    /** Finds out about a request that has just come in, and has its answer carry the correlation id. */
    public static Origin establish(ServerHttpRequest request, ServerHttpResponse response, ClientAddress addresses) {
        String id = CorrelationId.from(request.getHeaders().getFirst(CorrelationId.HEADER));
        response.getHeaders().set(CorrelationId.HEADER, id);
        return new Origin(id, addresses, request);
    }

    static Origin of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    public String correlationId() {
        return correlationId;
    }

    /** The client's address, found out when first asked for: most polls need none. */
    public String address() {
        String known = address;
        if (known == null) {
            known = addresses.of(request);
            address = known;
        }
        return known;
    }
}
