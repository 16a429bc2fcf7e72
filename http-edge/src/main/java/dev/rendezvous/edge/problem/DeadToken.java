package dev.rendezvous.edge.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A device token is genuine, but its link has ended: 401 (RFC 6750, 3.1). Controllers throw it. */
public final class DeadToken extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    public DeadToken() {
        super(HttpStatus.UNAUTHORIZED);
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        return headers;
    }
}
