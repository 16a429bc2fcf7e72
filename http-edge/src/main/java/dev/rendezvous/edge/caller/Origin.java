package dev.rendezvous.edge.caller;

import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/** Where one request comes from and under which correlation id it is known. Used by the threads of one request only. */
public final class Origin {
    private static final String ATTRIBUTE = Origin.class.getName();

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

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

    /**
     * The key under which the client wants its command handled once; null if it sent none.
     *
     * @throws InvalidRequest if it is not 1 to 255 visible ASCII characters
     */
    public @Nullable String idempotencyKey() {
        String key = request.getHeaders().getFirst(IDEMPOTENCY_KEY);
        if (key == null || KEY.matcher(key).matches()) return key;
        throw new InvalidRequest(IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
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
