package dev.rendezvous.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Members of an entry whose values are texts, in their order. */
enum Member {
    ID,
    SOURCE,
    TYPE,
    SUBJECT,
    TIME,
    DATACONTENTTYPE,
    NUMBER,
    POSITION,
    AGGREGATETYPE,
    AGGREGATEID,
    SEQUENCENUMBER,
    REVISION,
    ACTOR,
    ROLE,
    ADDRESS,
    CORRELATION,
    CAUSE,
    METADATA,
    PREV,
    HASH;

    private final byte[] before = ",%s:".formatted(this).getBytes(StandardCharsets.US_ASCII);

    /** What stands before its value. */
    byte[] before() {
        return before;
    }

    /** Its name, in quotes. */
    @Override
    public String toString() {
        return "\"%s\"".formatted(name().toLowerCase(Locale.ROOT));
    }
}
