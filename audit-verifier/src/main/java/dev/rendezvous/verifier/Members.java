package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What stands before the value of a member: {@code ,"name":}. */
final class Members {
    private static final Map<String, byte[]> BEFORE = new HashMap<>();

    static {
        for (String name : new String[] {
            "id",
            "source",
            "type",
            "subject",
            "time",
            "datacontenttype",
            "number",
            "position",
            "aggregatetype",
            "aggregateid",
            "sequencenumber",
            "revision",
            "actor",
            "role",
            "address",
            "correlation",
            "cause",
            "metadata",
            "prev",
            "hash"
        }) {
            BEFORE.put(name, ",\"%s\":".formatted(name).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Members() {}

    static byte[] before(String name) {
        byte[] before = BEFORE.get(name);
        if (before == null) throw new IllegalArgumentException(name);
        return before;
    }
}
