package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.api.PrintableText;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Collects the values of one request. Names that mean nothing here are ignored; saying a thing twice is an error. */
final class RendezvousValues {
    static final int MAX_LENGTH = 512;

    private static final Set<String> KNOWN = Set.of(
            RendezvousRequest.REG_CODE,
            RendezvousRequest.DEVICE_ID,
            RendezvousRequest.DEVICE_TYPE_ID,
            RendezvousRequest.FIRMWARE_VERSION,
            RendezvousRequest.CODE_CHALLENGE,
            RendezvousRequest.CODE_VERIFIER);

    private final Map<String, String> values = new HashMap<>();

    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /**
     * @throws InvalidRequest if the name is known and came before, or its value is not printable or too long
     */
    void add(String name, String value) {
        if (!isKnown(name)) return;
        String meant = value.isBlank() ? "" : value;
        if (values.putIfAbsent(name, meant) != null) throw new InvalidRequest(name, "is given more than once");
        if (!meant.isEmpty() && !PrintableText.isPrintable(value, MAX_LENGTH)) {
            throw new InvalidRequest(name, "must be at most %d printable characters".formatted(MAX_LENGTH));
        }
    }

    /** Blank values are empty texts here. */
    Map<String, String> asMap() {
        return values;
    }
}
