package dev.rendezvous.edge.caller;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.edge.client.ClientAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.server.ServerWebExchange;

/** Says who sent a request. Controllers get it as a parameter of type {@link Caller}; other code asks here. */
public final class Callers {
    /** Who asks without credentials: a device that is not linked yet. */
    public static final String ANONYMOUS = "anonymous";

    private static final Role[] PRECEDENCE = {Role.OPERATOR, Role.PARTNER, Role.AUDITOR, Role.ACCOUNT};

    private Callers() {}

    /** The sender as far as it is known without credentials: {@link #ANONYMOUS}, a device. */
    public static Caller of(ServerWebExchange exchange) {
        return of(exchange, null);
    }

    /** The sender with these credentials; without any, as {@link #of(ServerWebExchange)} says. */
    public static Caller of(ServerWebExchange exchange, @Nullable Authentication authentication) {
        Origin origin = Origin.of(exchange);
        return new Caller(actorOf(authentication), roleOf(authentication), origin.address(), origin.correlationId());
    }

    /** The id that the answer to this request carries in {@code X-Correlation-Id}. */
    public static String correlationIdOf(ServerWebExchange exchange) {
        return Origin.of(exchange).correlationId();
    }

    /** Where the request comes from, as {@link ClientAddress} sees it. */
    public static String addressOf(ServerWebExchange exchange) {
        return Origin.of(exchange).address();
    }

    /** What the first filter found out about the request. */
    public static Origin originOf(ServerWebExchange exchange) {
        return Origin.of(exchange);
    }

    /** As {@link Origin#idempotencyKey()}. */
    public static @Nullable String idempotencyKeyOf(ServerWebExchange exchange) {
        return Origin.of(exchange).idempotencyKey();
    }

    private static String actorOf(@Nullable Authentication authentication) {
        if (authentication == null) return ANONYMOUS;
        return authentication.getPrincipal() instanceof TokenRef token
                ? token.tokenId().toString()
                : authentication.getName();
    }

    private static Role roleOf(@Nullable Authentication authentication) {
        if (authentication == null) return Role.DEVICE;
        Collection<? extends GrantedAuthority> authorities = authentication.getAuthorities();
        for (Role role : PRECEDENCE) {
            for (GrantedAuthority authority : authorities) {
                if (("ROLE_" + role.name()).equals(authority.getAuthority())) return role;
            }
        }
        return Role.DEVICE;
    }
}
