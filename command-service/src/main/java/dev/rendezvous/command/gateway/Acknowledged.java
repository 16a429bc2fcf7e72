package dev.rendezvous.command.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * What a command was answered, after its effect had reached the disk.
 *
 * @param answer {@code null} for commands that answer nothing
 * @param position of the newest event then: a read with this {@code X-Min-Position} sees the effect
 */
public record Acknowledged<R extends @Nullable Object>(R answer, long position) {
    private static final String POSITION = "X-Position";

    /** As an HTTP answer with this body and {@code X-Position}. */
    public <B> ResponseEntity<B> as(HttpStatusCode status, @Nullable B body) {
        return ResponseEntity.status(status)
                .header(POSITION, Long.toString(position))
                .body(body);
    }
}
