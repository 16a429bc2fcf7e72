package dev.rendezvous.edge.problem;

import java.util.List;

/** The request does not say what it must: 400 {@code INVALID_REQUEST}, naming each field. Has no stack trace. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** What is wrong with one field; both texts are shown to the client. */
    public record FieldError(String field, String message) {}

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public InvalidRequest(List<FieldError> errors) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
