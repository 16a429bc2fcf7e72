package dev.rendezvous.command.registration;

import static dev.rendezvous.api.registration.RegistrationCode.ALPHABET;

import dev.rendezvous.api.registration.RegistrationCode;
import java.util.random.RandomGenerator;

/** Draws codes, every one of a length equally likely: {@code nextLong(bound)} has no modulo bias (R1). */
final class CodeDraw {
    private final RandomGenerator random;

    /** @param random cryptographically strong in production */
    CodeDraw(RandomGenerator random) {
        this.random = random;
    }

    RegistrationCode draw(int length) {
        long number = random.nextLong(CodeLength.spaceOf(length));
        char[] letters = new char[length];
        for (int place = 0; place < length; place++) {
            letters[place] = ALPHABET.charAt((int) (number % ALPHABET.length()));
            number /= ALPHABET.length();
        }
        return new RegistrationCode(new String(letters));
    }
}
