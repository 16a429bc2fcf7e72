package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.registration.RegistrationCode;

/** What a poll must bring: code and serial number together, so that one miss stands for both kinds of wrong (R7). */
class PollKey {
    private static final int BITS = 5; // a letter's place in the alphabet, from 1

    /** The letters of the code: 12 times five bits fit, and no leading zero hides a letter. */
    private final long code;

    private final String deviceId;

    PollKey(RegistrationCode code, String deviceId) {
        this.code = packed(code.value());
        this.deviceId = deviceId;
    }

    RegistrationCode code() {
        StringBuilder letters = new StringBuilder(RegistrationCode.MAX_LENGTH);
        for (long rest = code; rest != 0; rest >>>= BITS) {
            letters.append(RegistrationCode.ALPHABET.charAt((int) (rest & ((1 << BITS) - 1)) - 1));
        }
        return new RegistrationCode(letters.reverse().toString());
    }

    String deviceId() {
        return deviceId;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PollKey key && key.code == code && key.deviceId.equals(deviceId);
    }

    @Override
    public final int hashCode() {
        return 31 * Long.hashCode(code * 0x9E3779B97F4A7C15L) + deviceId.hashCode();
    }

    private static long packed(String letters) {
        long packed = 0;
        for (int i = 0; i < letters.length(); i++) {
            packed = packed << BITS | RegistrationCode.ALPHABET.indexOf(letters.charAt(i)) + 1;
        }
        return packed;
    }
}
