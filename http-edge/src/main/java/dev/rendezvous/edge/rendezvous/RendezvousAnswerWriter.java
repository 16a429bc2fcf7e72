package dev.rendezvous.edge.rendezvous;

import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes what controller methods return: a {@link RendezvousAnswer}, now or later. */
final class RendezvousAnswerWriter implements HandlerResultHandler, Ordered {
    private final ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();

    @Override
    public boolean supports(HandlerResult result) {
        ResolvableType type = result.getReturnType();
        return type.resolve() == RendezvousAnswer.class || type.resolveGeneric(0) == RendezvousAnswer.class;
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        Object value = result.getReturnValue();
        if (value instanceof RendezvousAnswer answer) return write(exchange, answer);
        ReactiveAdapter adapter = adapters.getAdapter(null, value);
        if (adapter == null) return Mono.error(new IllegalStateException("a controller answered nothing"));
        return Mono.from(adapter.<RendezvousAnswer>toPublisher(value)).flatMap(answer -> write(exchange, answer));
    }

    private static Mono<Void> write(ServerWebExchange exchange, RendezvousAnswer answer) {
        AnswerFormat format = AnswerFormat.forFailure(exchange.getRequest().getHeaders());
        return answer.writeTo(exchange.getResponse(), format);
    }

    @Override
    public int getOrder() {
        return 0; // before the handler of @ResponseBody
    }
}
