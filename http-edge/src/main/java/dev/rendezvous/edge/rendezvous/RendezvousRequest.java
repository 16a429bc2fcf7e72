package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.caller.Callers;
import dev.rendezvous.edge.caller.Origin;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device says under {@code /registration/**}, however it says it: query parameters, form, JSON object or XML.
 */
public final class RendezvousRequest {
    public static final String REG_CODE = "regCode";
    public static final String DEVICE_ID = "deviceID";
    public static final String DEVICE_TYPE_ID = "deviceTypeID";
    public static final String FIRMWARE_VERSION = "firmwareVersion";
    public static final String CODE_CHALLENGE = "codeChallenge";
    public static final String CODE_VERIFIER = "codeVerifier";

    private final Map<String, String> values;
    private final int waitSeconds;
    private final Origin origin;

    RendezvousRequest(Map<String, String> values, int waitSeconds, Origin origin) {
        this.values = values;
        this.waitSeconds = waitSeconds;
        this.origin = origin;
    }

    /**
     * The value of one of the names above, printable and at most 512 characters long; null if it is missing or blank.
     *
     * @throws IllegalArgumentException if no request can have a value of that name
     */
    public @Nullable String get(String name) {
        if (!RendezvousValues.isKnown(name)) throw new IllegalArgumentException("no such value: " + name);
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * As {@link #get}.
     *
     * @throws InvalidRequest if it is missing or blank
     */
    public String require(String name) {
        String value = get(name);
        if (value == null) throw new InvalidRequest(name, "is missing");
        return value;
    }

    /** How long the device is willing to be held (R13): 0 to 60 seconds, 0 if it did not say. */
    public int waitSeconds() {
        return waitSeconds;
    }

    /** The client's network address (R16). */
    public String address() {
        return origin.address();
    }

    /** As {@link Origin#idempotencyKey()}. */
    public @Nullable String idempotencyKey() {
        return origin.idempotencyKey();
    }

    /** Who asks: a device, which calls itself by its {@code deviceID}, if it gave one. Nothing proves that it is it. */
    public Caller caller() {
        String deviceId = get(DEVICE_ID);
        return new Caller(
                deviceId == null ? Callers.ANONYMOUS : deviceId, Role.DEVICE, origin.address(), origin.correlationId());
    }
}
