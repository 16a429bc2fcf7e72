package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.caller.Origin;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.problem.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Takes the requests that have a {@link RendezvousEndpoint} away from the web framework, and answers them. */
final class RendezvousLane implements HttpHandlerDecoratorFactory {
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST);

    private final Map<String, RendezvousEndpoint> endpoints;
    private final ClientAddress addresses;

    RendezvousLane(List<RendezvousEndpoint> endpoints, ClientAddress addresses) {
        this.endpoints = endpoints.stream().collect(Collectors.toMap(RendezvousEndpoint::path, Function.identity()));
        this.addresses = addresses;
    }

    @Override
    public HttpHandler apply(HttpHandler others) {
        return (request, response) -> {
            RendezvousEndpoint endpoint = endpoints.get(request.getURI().getRawPath());
            return endpoint == null ? others.handle(request, response) : handle(endpoint, request, response);
        };
    }

    private Mono<Void> handle(RendezvousEndpoint endpoint, ServerHttpRequest request, ServerHttpResponse response) {
        Origin origin = Origin.establish(request, response, addresses);
        response.getHeaders().set("X-Content-Type-Options", "nosniff");
        AnswerFormat accepted = AnswerFormat.acceptedBy(request.getHeaders());
        AnswerFormat format = accepted == null ? AnswerFormat.ofBody(request.getHeaders()) : accepted;
        Mono<RendezvousAnswer> answer;
        try {
            HttpMethod method = request.getMethod();
            if (!METHODS.contains(method)) throw new MethodNotAllowedException(method, METHODS);
            if (accepted == null) throw new NotAcceptableStatusException(AnswerFormat.MEDIA_TYPES);
            answer = RendezvousReader.read(request, origin).flatMap(endpoint::answer);
        } catch (RuntimeException e) {
            answer = Mono.error(e);
        }
        return answer.onErrorResume(error -> DisconnectedClientHelper.isClientDisconnectedException(error)
                        ? Mono.error(error)
                        : Mono.just(RendezvousFailure.answer(Failures.of(error, origin.correlationId()))))
                .flatMap(known -> known.writeTo(response, format));
    }
}
