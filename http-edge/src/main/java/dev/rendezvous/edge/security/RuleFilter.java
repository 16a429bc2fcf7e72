package dev.rendezvous.edge.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds the rule of each request. A request without one ends here: for the outside there is nothing at that path. */
final class RuleFilter implements WebFilter, Ordered {
    private static final String RULE = AccessRule.class.getName();

    private final RuleBook rules;

    RuleFilter(RuleBook rules) {
        this.rules = rules;
    }

    /** The rule that this filter found. */
    static AccessRule ruleOf(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(RULE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        @Nullable AccessRule rule = rules.find(method, path);
        if (rule == null) return Mono.error(withoutRule(method, path));
        exchange.getAttributes().put(RULE, rule);
        return chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return -110; // before the chain of Spring Security, which asks for the rule
    }

    private ResponseStatusException withoutRule(HttpMethod method, PathContainer path) {
        Set<HttpMethod> others = rules.methodsOf(path);
        return others.isEmpty()
                ? new ResponseStatusException(HttpStatus.NOT_FOUND)
                : new MethodNotAllowedException(method, others);
    }
}
