package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.caller.Callers;
import dev.rendezvous.edge.problem.Failure;
import dev.rendezvous.edge.problem.Failures;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Says in the words of the rendezvous API what failed under {@code /registration/}, also where there is no endpoint. */
public final class RendezvousFailure implements WebExceptionHandler, Ordered {
    public static final String PREFIX = "/registration/";

    RendezvousFailure() {}

    /** The whole body of the answer that tells of the failure. */
    public static byte[] body(Failure failure, boolean json) {
        return answer(failure).body(json ? AnswerFormat.JSON : AnswerFormat.XML);
    }

    static RendezvousAnswer answer(Failure failure) {
        return RendezvousAnswer.failure(failure.code().toLowerCase(Locale.ROOT), failure.detail())
                .under(failure.status())
                .withHeaders(failure.headers());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        boolean others = !exchange.getRequest().getURI().getRawPath().startsWith(PREFIX);
        if (others
                || exchange.getResponse().isCommitted()
                || DisconnectedClientHelper.isClientDisconnectedException(error)) {
            return Mono.error(error);
        }
        return answer(Failures.of(error, Callers.correlationIdOf(exchange)))
                .writeTo(
                        exchange.getResponse(),
                        AnswerFormat.forFailure(exchange.getRequest().getHeaders()));
    }

    @Override
    public int getOrder() {
        return -20; // before the handler for all other paths
    }
}
