package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.edge.caller.Origin;
import dev.rendezvous.edge.client.ClientAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a linked device on the event loop where memory says all that is needed, and hands every other request on to the
 * filters, security and {@link LinkedDeviceController}, whose answer would be the same.
 */
final class DeviceLane implements HttpHandlerDecoratorFactory {
    private static final String BEARER = "Bearer ";

    /** As Spring Security writes them. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate",
            "Pragma", "no-cache",
            "Expires", "0",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "0",
            "Referrer-Policy", "no-referrer");

    private final AccountViews accounts;
    private final BooleanSupplier fresh;
    private final DeviceTokens tokens;
    private final ClientAddress addresses;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<ContentAuthorisation, byte[]> authorisations = new ConcurrentHashMap<>();

    /** @param fresh whether memory may be told as it is */
    DeviceLane(
            AccountViews accounts,
            BooleanSupplier fresh,
            DeviceTokens tokens,
            ClientAddress addresses,
            JsonMapper json,
            Clock clock) {
        this.accounts = accounts;
        this.fresh = fresh;
        this.tokens = tokens;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public HttpHandler apply(HttpHandler others) {
        return (request, response) -> {
            byte[] body = bodyFor(request);
            return body == null ? others.handle(request, response) : answer(request, response, body);
        };
    }

    private byte @Nullable [] bodyFor(ServerHttpRequest request) {
        if (!HttpMethod.GET.equals(request.getMethod()) || request.getURI().getRawQuery() != null) return null;
        return switch (request.getURI().getRawPath()) {
            case LinkedDeviceController.ME -> find(request).map(this::standing).orElse(null);
            case LinkedDeviceController.CONTENT_AUTHORISATION ->
                find(request).map(this::authorisation).orElse(null);
            default -> null;
        };
    }

    private Optional<AccountViews.Found> find(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String credentials = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (credentials == null || !credentials.startsWith(BEARER)) return Optional.empty();
        if (!takesJson(headers.getFirst(HttpHeaders.ACCEPT))) return Optional.empty();
        if (headers.containsHeader(LinkedDeviceController.MIN_POSITION) || !fresh.getAsBoolean())
            return Optional.empty();
        Optional<TokenRef> token = tokens.read(credentials.substring(BEARER.length()));
        return token.flatMap(genuine -> Optional.ofNullable(accounts.inMemory(genuine)));
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private byte[] standing(AccountViews.Found found) {
        return json.writeValueAsBytes(found.account().standingOf(found.device(), found.rules(), clock.instant()));
    }

    private byte[] authorisation(AccountViews.Found found) {
        RefusalCode refusal = found.account().playRefusal(found.device(), found.rules());
        return authorisations.computeIfAbsent(ContentAuthorisation.after(refusal), json::writeValueAsBytes);
    }

    private Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, byte[] body) {
        Origin.establish(request, response, addresses);
        response.setStatusCode(HttpStatus.OK);
        HEADERS.forEach(response.getHeaders()::set);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
