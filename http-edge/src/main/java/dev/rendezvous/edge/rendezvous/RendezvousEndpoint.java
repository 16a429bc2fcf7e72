package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import reactor.core.publisher.Mono;

/**
 * Answers one path under {@code /registration/} on the shortest way there is: a bean of this type gets its GET and POST
 * requests, from anyone, ahead of filters and security. It is for polls, which must be cheap and have no credentials to
 * look at; a controller can do the same with a {@link RendezvousRequest} parameter and a {@link RendezvousAnswer}. Either
 * way the edge does the correlation id, the formats and the size limit, and turns exceptions into answers.
 */
public interface RendezvousEndpoint {
    /** The exact path, such as {@code /registration/link}. */
    String path();

    /**
     * Answers one request. Called on an event loop, so it must not block; it may throw, or fail the Mono with, a refusal
     * ({@code 200} is for decided outcomes, a refusal gets the status of its code) or {@link InvalidRequest}. The Mono is
     * cancelled when the client goes away.
     */
    Mono<RendezvousAnswer> answer(RendezvousRequest request);
}
