package dev.rendezvous.edge.problem;

import dev.rendezvous.edge.caller.Callers;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Answers whatever a filter or a controller threw. Before the handler of Spring Boot, which has nothing left to do. */
final class ProblemHandler implements WebExceptionHandler, Ordered {
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(error)) {
            return Mono.error(error);
        }
        return Problem.write(Failures.of(error, Callers.correlationIdOf(exchange)), exchange.getResponse());
    }

    @Override
    public int getOrder() {
        return -10;
    }
}
