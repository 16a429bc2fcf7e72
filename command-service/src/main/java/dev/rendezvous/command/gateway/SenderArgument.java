package dev.rendezvous.command.gateway;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.edge.caller.Callers;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controller methods a parameter of type {@link Sender}. */
class SenderArgument implements HandlerMethodArgumentResolver {
    private final Commands commands;

    SenderArgument(Commands commands) {
        this.commands = commands;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Sender.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .flatMap(security -> Mono.justOrEmpty(security.getAuthentication()))
                .map(authentication -> Callers.of(exchange, authentication))
                .switchIfEmpty(Mono.fromSupplier(() -> Callers.of(exchange)))
                .map(caller -> senderOf(exchange, caller));
    }

    private Sender senderOf(ServerWebExchange exchange, Caller caller) {
        return new Sender(commands, caller, Callers.idempotencyKeyOf(exchange));
    }
}
