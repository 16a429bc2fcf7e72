package dev.rendezvous.command.registration;

import static dev.rendezvous.api.registration.RegistrationCode.ALPHABET;
import static dev.rendezvous.api.registration.RegistrationCode.MAX_LENGTH;
import static dev.rendezvous.api.registration.RegistrationCode.MIN_LENGTH;

/**
 * How long a code must be: as short as the load allows (R2).
 *
 * @param minimum letters of the shortest code
 * @param guessBound the chance, 0 exclusive to 1 inclusive, that one guess may have of hitting any live code
 */
record CodeLength(int minimum, double guessBound) {
    CodeLength {
        if (minimum < MIN_LENGTH || minimum > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "minimum must be %d to %d, was %d".formatted(MIN_LENGTH, MAX_LENGTH, minimum));
        }
        if (!(guessBound > 0 && guessBound <= 1)) {
            throw new IllegalArgumentException("guessBound must be in (0, 1], was " + guessBound);
        }
    }

    /** Letters of a code that is the {@code live}-th live one, itself counted. The longest there is if none suffices. */
    int shortestFor(long live) {
        int length = minimum;
        while (length < MAX_LENGTH && live > guessBound * spaceOf(length)) length++;
        return length;
    }

    /** How many codes of {@code length} letters there are. */
    static long spaceOf(int length) {
        long space = 1;
        for (int letter = 0; letter < length; letter++) space *= ALPHABET.length();
        return space;
    }
}
