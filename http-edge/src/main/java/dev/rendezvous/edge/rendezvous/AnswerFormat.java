package dev.rendezvous.edge.rendezvous;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;

/** How an answer is written: the {@code Accept} header decides, else the type of the request's body, else XML. */
enum AnswerFormat {
    XML("application/xml"),
    TEXT_XML("text/xml;charset=UTF-8"),
    JSON("application/json");

    static final List<MediaType> MEDIA_TYPES =
            List.of(MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON);

    private static final int MAX_ACCEPT_LENGTH = 1_024;

    private final String contentType;
    private final MediaType mediaType;

    AnswerFormat(String contentType) {
        this.contentType = contentType;
        this.mediaType = MediaType.parseMediaType(contentType);
    }

    /** The format that the client wants, or null if it wants none that there is. */
    static @Nullable AnswerFormat acceptedBy(HttpHeaders headers) {
        String first = headers.getFirst(HttpHeaders.ACCEPT);
        if (first == null || first.equals("*/*")) return ofBody(headers);
        if (first.equals("application/json")) return JSON;
        if (first.equals("application/xml")) return XML;
        return negotiate(String.join(",", headers.getOrEmpty(HttpHeaders.ACCEPT)), ofBody(headers));
    }

    /** As {@link #acceptedBy}, for a client that must be told something even if it accepts none of the formats. */
    static AnswerFormat forFailure(HttpHeaders headers) {
        AnswerFormat accepted = acceptedBy(headers);
        return accepted == null ? ofBody(headers) : accepted;
    }

    static AnswerFormat ofBody(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "application/json", 0, 16) ? JSON : XML;
    }

    String contentType() {
        return contentType;
    }

    boolean isJson() {
        return this == JSON;
    }

    private static @Nullable AnswerFormat negotiate(String accept, AnswerFormat preferred) {
        if (accept.length() > MAX_ACCEPT_LENGTH) return null;
        List<MediaType> wanted;
        try {
            wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return null;
        }
        if (wanted.isEmpty()) return preferred;
        wanted.removeIf(type -> type.getQualityValue() == 0);
        wanted.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        for (MediaType type : wanted) {
            if (type.includes(preferred.mediaType)) return preferred;
            for (AnswerFormat format : values()) {
                if (type.includes(format.mediaType)) return format;
            }
        }
        return null;
    }
}
