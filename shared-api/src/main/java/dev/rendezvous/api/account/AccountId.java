package dev.rendezvous.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.rendezvous.api.PrintableText;

/** Identity of a customer's account, given by the operator: 1 to 128 printable characters. */
public record AccountId(@JsonValue String value) {
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the value is not printable or too long */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        PrintableText.requirePrintable("accountId", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
