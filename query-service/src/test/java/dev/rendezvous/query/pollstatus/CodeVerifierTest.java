package dev.rendezvous.query.pollstatus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeVerifierTest {
    /** The example of RFC 7636, appendix B. */
    private static final byte[] CHALLENGE =
            requireNonNull(CodeVerifier.challengeBytes("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));

    @Test
    void the_right_verifier_matches() {
        assertThat(CodeVerifier.matches(CHALLENGE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isTrue();
    }

    @Test
    void a_wrong_or_missing_verifier_does_not() {
        assertThat(CodeVerifier.matches(CHALLENGE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"))
                .isFalse();
        assertThat(CodeVerifier.matches(CHALLENGE, null)).isFalse();
    }

    @Test
    void an_ill_formed_challenge_is_met_by_nothing() {
        byte[] challenge = requireNonNull(CodeVerifier.challengeBytes("not base64!"));

        assertThat(CodeVerifier.matches(challenge, "")).isFalse();
    }
}
