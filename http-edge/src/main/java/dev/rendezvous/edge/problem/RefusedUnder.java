package dev.rendezvous.edge.problem;

import org.springframework.http.HttpStatusCode;

/** A refusal that one route answers with another status than the others do. Controllers fail with it. */
public final class RefusedUnder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpStatusCode status;
    private final transient Throwable refused;

    public RefusedUnder(HttpStatusCode status, Throwable refused) {
        super(refused.getMessage(), refused, false, false);
        this.status = status;
        this.refused = refused;
    }

    HttpStatusCode status() {
        return status;
    }

    Throwable refused() {
        return refused;
    }
}
