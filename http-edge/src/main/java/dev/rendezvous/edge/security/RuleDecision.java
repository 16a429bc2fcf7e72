package dev.rendezvous.edge.security;

import dev.rendezvous.api.caller.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/** Whether the rule of a request lets these credentials through. */
final class RuleDecision implements ReactiveAuthorizationManager<AuthorizationContext> {
    private static final String PREFIX = "ROLE_";

    static String authorityOf(Role role) {
        return PREFIX + role.name();
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerWebExchange exchange = context.getExchange();
        AccessRule rule = RuleFilter.ruleOf(exchange);
        if (!rule.access().needsCredentials()) return Mono.just(new AuthorizationDecision(true));
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return authentication.map(caller -> new AuthorizationDecision(allows(rule, caller, path)));
    }

    static boolean allows(AccessRule rule, Authentication caller, PathContainer path) {
        Set<Role> roles = rule.access().roles();
        if (roles == null) return true;
        if (!caller.isAuthenticated()) return false;
        for (Role role : roles) {
            if (has(caller, role)) return true;
        }
        return rule.access().ownAccount()
                && has(caller, Role.ACCOUNT)
                && caller.getName().equals(accountIn(rule, path));
    }

    private static boolean has(Authentication caller, Role role) {
        String wanted = authorityOf(role);
        for (GrantedAuthority authority : caller.getAuthorities()) {
            if (wanted.equals(authority.getAuthority())) return true;
        }
        return false;
    }

    private static @Nullable String accountIn(AccessRule rule, PathContainer path) {
        PathPattern.PathMatchInfo match = rule.pattern().matchAndExtract(path);
        return match == null ? null : match.getUriVariables().get(AccessRules.ACCOUNT_VARIABLE);
    }
}
