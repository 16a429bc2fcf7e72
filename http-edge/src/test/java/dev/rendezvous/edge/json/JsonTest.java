package dev.rendezvous.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private final JsonMapper json = mapper();

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new JsonConfiguration().jsonOfTheApi().customize(builder);
        return builder.build();
    }

    record Meeting(Instant at, int guests) {}

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T18:00:00Z, 2026-11-22T18:00:00.000Z",
        "2026-11-22T18:00:00.120Z, 2026-11-22T18:00:00.120Z",
        "2026-11-22T18:00:00.001999Z, 2026-11-22T18:00:00.001Z"
    })
    void a_time_has_milliseconds_also_where_they_are_zeros(Instant at, String written) {
        assertThat(json.writeValueAsString(new Meeting(at, 1)))
                .isEqualTo("{\"at\":\"%s\",\"guests\":1}".formatted(written));
    }

    @Test
    void what_was_written_is_read_and_a_fraction_is_no_whole_number() {
        Meeting meeting = new Meeting(Instant.parse("2026-11-22T18:00:00Z"), 3);
        String written = json.writeValueAsString(meeting);
        assertThat(json.readValue(written, Meeting.class)).isEqualTo(meeting);
        String fraction = written.replace(":3", ":3.5");
        assertThatThrownBy(() -> json.readValue(fraction, Meeting.class)).isInstanceOf(JacksonException.class);
    }
}
