package dev.rendezvous.command.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class RegistrationSettingsTest {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    private static RegistrationSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(
                        "rendezvous.registration",
                        Bindable.of(RegistrationSettings.class),
                        new ValidationBindHandler(new SpringValidatorAdapter(VALIDATORS.getValidator())));
    }

    @Test
    void by_default_a_code_lives_15_minutes_and_is_polled_every_30_seconds() { // R2, R4, R5
        RegistrationSettings settings = bind(Map.of());
        assertThat(settings.codeLifetimeOf("any")).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.retryIntervalOf(null)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.minCodeLength()).isEqualTo(5);
        assertThat(settings.guessBound()).isEqualTo(0.001);
        assertThat(settings.maxLivePerDevice()).isEqualTo(3);
        assertThat(settings.sweepInterval()).isEqualTo(Duration.ofSeconds(1)); // R14
        assertThat(settings.verificationUri()).isEqualTo(URI.create("http://localhost:8080/activate"));
    }

    @Test
    void a_device_type_may_have_its_own_timing_whatever_characters_it_has() { // R4
        RegistrationSettings settings = bind(Map.of(
                "rendezvous.registration.code-lifetime", "10m",
                "rendezvous.registration.device-types.slow.retry-interval", "60s",
                "rendezvous.registration.device-types.[Roku.Ultra/4 K].code-lifetime", "20m"));
        assertThat(settings.retryIntervalOf("slow")).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.codeLifetimeOf("slow")).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.codeLifetimeOf("Roku.Ultra/4 K")).isEqualTo(Duration.ofMinutes(20));
        assertThat(settings.retryIntervalOf("Roku.Ultra/4 K")).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.codeLifetimeOf("another")).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({
        "code-lifetime, 0s",
        "code-lifetime, -1s",
        "code-lifetime, 1500ms",
        "code-lifetime, soon",
        "retry-interval, 0s",
        "retry-interval, 999ms",
        "device-types.tv.code-lifetime, 1ms",
        "device-types.tv.retry-interval, 0s",
        "min-code-length, 3",
        "min-code-length, 13",
        "guess-bound, 0",
        "guess-bound, -0.5",
        "guess-bound, 1.01",
        "guess-bound, NaN",
        "max-live-per-device, 0",
        "sweep-interval, 0s",
        "sweep-interval, -1s",
        "verification-uri, not a uri"
    })
    void nonsense_is_refused(String setting, String value) { // R2, R4, R5
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("rendezvous.registration." + setting, value)));
    }

    @Test
    void a_refused_timing_is_named_in_full() { // R4
        String setting = "rendezvous.registration.device-types.tv.retry-interval";
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of(setting, "1500ms")))
                .withStackTraceContaining(setting + " must be whole seconds, at least one, was PT1.5S");
    }
}
