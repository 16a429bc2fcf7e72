package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import reactor.core.publisher.Mono;

/**
 * Answers one path under {@code /registration/}: a bean of this type gets its GET and POST requests, from anyone. They take
 * a lane ahead of filters and security, because polls must be cheap and there are no credentials to look at. The lane does
 * the correlation id, the formats and the size limit, and turns exceptions into answers.
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
