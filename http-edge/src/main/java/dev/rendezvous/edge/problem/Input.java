package dev.rendezvous.edge.problem;

import dev.rendezvous.api.PrintableText;
import org.jspecify.annotations.Nullable;

/** Checks the texts of a request's body. */
public final class Input {
    private Input() {}

    /** @throws InvalidRequest naming {@code field} if the text is missing, blank, too long or not printable */
    public static String required(String field, @Nullable String text, int maxLength) {
        if (text == null || text.isBlank()) throw new InvalidRequest(field, "is missing");
        return printable(field, text, maxLength);
    }

    /** Blank counts as missing. @throws InvalidRequest naming {@code field} if the text is too long or not printable */
    public static @Nullable String optional(String field, @Nullable String text, int maxLength) {
        return text == null || text.isBlank() ? null : printable(field, text, maxLength);
    }

    private static String printable(String field, String text, int maxLength) {
        if (PrintableText.isPrintable(text, maxLength)) return text;
        throw new InvalidRequest(field, "must be 1 to %d printable characters".formatted(maxLength));
    }
}
