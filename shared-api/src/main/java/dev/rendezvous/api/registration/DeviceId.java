package dev.rendezvous.api.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.rendezvous.api.PrintableText;

/** Serial number of a device: 1 to 128 printable characters. Known and guessable, so it proves nothing. */
public record DeviceId(@JsonValue String value) {
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the value is not printable or too long */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {
        PrintableText.requirePrintable("deviceID", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
