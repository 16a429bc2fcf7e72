package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.caller.Callers;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controller methods a parameter of type {@link RendezvousRequest}. */
final class RendezvousRequestArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RendezvousRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return RendezvousReader.read(exchange.getRequest(), Callers.originOf(exchange))
                .cast(Object.class);
    }
}
