package dev.rendezvous.edge.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Why a request cannot be served, as the client may know it: no class name, no SQL, no stack trace. {@link Failures}
 * makes it; how it is spelled depends on the path.
 *
 * @param code stable and upper case, such as {@code INVALID_REQUEST}
 * @param members further members of the answer, in order
 * @param headers further headers of the answer, such as {@code Retry-After} and {@code Allow}
 */
public record Failure(
        HttpStatusCode status, String code, String detail, Map<String, Object> members, HttpHeaders headers) {

    static Failure of(HttpStatus status, String code, String detail) {
        return new Failure(status, code, detail, Map.of(), HttpHeaders.EMPTY);
    }

    Failure under(HttpStatusCode other) {
        return new Failure(other, code, detail, members, headers);
    }

    Failure withMember(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Failure(status, code, detail, Collections.unmodifiableMap(more), headers);
    }

    Failure withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders();
        more.addAll(headers);
        more.set(name, value);
        return new Failure(status, code, detail, members, more);
    }

    /** {@code Code unknown} for {@code CODE_UNKNOWN}. */
    String title() {
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    String type() {
        return "urn:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
