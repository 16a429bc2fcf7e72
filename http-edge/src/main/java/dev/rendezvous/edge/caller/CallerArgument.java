package dev.rendezvous.edge.caller;

import dev.rendezvous.api.caller.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controller methods a parameter of type {@link Caller}. */
final class CallerArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .flatMap(security -> Mono.justOrEmpty(security.getAuthentication()))
                .<Object>map(authentication -> Callers.of(exchange, authentication))
                .switchIfEmpty(Mono.fromSupplier(() -> Callers.of(exchange)));
    }
}
