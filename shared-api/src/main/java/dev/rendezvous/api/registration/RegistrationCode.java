package dev.rendezvous.api.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The short code on the screen (R1): 4 to 12 letters of {@link #ALPHABET}. */
public record RegistrationCode(@JsonValue String value) {
    /** Twenty consonants: no vowels, so no words (RFC 8628, 6.1). */
    public static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    public static final int MIN_LENGTH = 4;
    public static final int MAX_LENGTH = 12;

    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + MIN_LENGTH + "," + MAX_LENGTH + "}");
    private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Pd}.]+");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]*");

    /** @throws IllegalArgumentException if the value does not have the shape of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RegistrationCode {
        if (!SHAPE.matcher(value).matches()) throw new IllegalArgumentException("not the shape of a code");
    }

    /** Reads what a person typed: any case; spaces, dashes and dots are dropped. Empty if it cannot be a code. */
    public static Optional<RegistrationCode> typed(String text) {
        String letters = isPlain(text) ? text : IGNORED.matcher(text).replaceAll("");
        if (!LETTERS.matcher(letters).matches()) return Optional.empty(); // or an upper-cased sharp s would pass for SS
        String code = letters.toUpperCase(Locale.ROOT);
        return SHAPE.matcher(code).matches() ? Optional.of(new RegistrationCode(code)) : Optional.empty();
    }

    /** The first letter and the length, for lists that must not give the code away (R17). */
    public String masked() {
        return value.charAt(0) + "*".repeat(value.length() - 1);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }
}
