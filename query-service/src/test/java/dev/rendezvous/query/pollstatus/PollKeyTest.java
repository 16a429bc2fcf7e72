package dev.rendezvous.query.pollstatus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.registration.RegistrationCode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PollKeyTest {
    @Property
    void a_code_comes_back_as_it_was(@ForAll("codes") String code) {
        assertThat(new PollKey(new RegistrationCode(code), "tv").code().value()).isEqualTo(code);
    }

    @Property
    void keys_are_equal_only_for_the_same_code_and_device(
            @ForAll("codes") String one, @ForAll("codes") String other, @ForAll String device) {
        PollKey key = new PollKey(new RegistrationCode(one), device);

        assertThat(key.equals(new PollKey(new RegistrationCode(other), device))).isEqualTo(one.equals(other));
        assertThat(key).isNotEqualTo(new PollKey(new RegistrationCode(one), device + "x"));
        assertThat(key).hasSameHashCodeAs(new PollKey(new RegistrationCode(one), device));
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withChars(RegistrationCode.ALPHABET)
                .ofMinLength(4)
                .ofMaxLength(12);
    }
}
