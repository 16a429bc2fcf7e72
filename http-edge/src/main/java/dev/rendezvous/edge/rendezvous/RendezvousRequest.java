package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a device says under {@code /registration/**}, however it says it: query parameters, form, JSON object or XML.
 * Controllers get it as a parameter; other code calls {@link #of}. Immutable.
 */
public final class RendezvousRequest {
    public static final String REG_CODE = "regCode";
    public static final String DEVICE_ID = "deviceID";
    public static final String DEVICE_TYPE_ID = "deviceTypeID";
    public static final String FIRMWARE_VERSION = "firmwareVersion";
    public static final String CODE_CHALLENGE = "codeChallenge";
    public static final String CODE_VERIFIER = "codeVerifier";

    private final Map<String, String> values;
    private final AnswerFormat format;
    private final int waitSeconds;

    RendezvousRequest(Map<String, String> values, AnswerFormat format, int waitSeconds) {
        this.values = values;
        this.format = format;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Reads a request; ready at once if it has no body to wait for. Fails with {@link InvalidRequest} for malformed
     * input, or with what becomes a 406, 413 or 415.
     */
    public static Mono<RendezvousRequest> of(ServerWebExchange exchange) {
        return RendezvousReader.read(exchange);
    }

    /**
     * The value of one of the names above, printable and at most 512 characters long; null if it is missing or blank.
     *
     * @throws IllegalArgumentException if no request can have a value of that name
     */
    public @Nullable String get(String name) {
        if (!RendezvousValues.isKnown(name)) throw new IllegalArgumentException("no such value: " + name);
        return values.get(name);
    }

    /** As {@link #get}. @throws InvalidRequest if it is missing or blank */
    public String require(String name) {
        String value = get(name);
        if (value == null) throw new InvalidRequest(name, "is missing");
        return value;
    }

    /** How the answer is to be written. */
    public AnswerFormat format() {
        return format;
    }

    /** How long the device is willing to be held (R13): 0 to 60 seconds, 0 if it did not say. */
    public int waitSeconds() {
        return waitSeconds;
    }
}
