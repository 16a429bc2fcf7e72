package dev.rendezvous.api.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void a_caller_travels_as_plain_text() { // R50
        assertThat(new Caller("4E12", Role.DEVICE, "192.0.2.1", "id-1").asMetaData())
                .isEqualTo(Map.of("actor", "4E12", "role", "DEVICE", "address", "192.0.2.1", "correlationId", "id-1"));
    }

    @Test
    void the_system_acts_from_nowhere() { // R50
        assertThat(Caller.system("sweep").asMetaData())
                .isEqualTo(Map.of("actor", "rendezvous", "role", "SYSTEM", "correlationId", "sweep"));
    }
}
