package dev.rendezvous.edge.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class PreferTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "Wait = 10 | 10",
                "wait=\"10\" | 10",
                "respond-async, wait=5 | 5",
                "wait=5; foo=bar | 5",
                "wait=5, wait=9 | 5",
                "wait=61 | 60",
                "wait=99999999999999999999 | 60",
                "wait=0 | 0",
                "wait=-1 | 0",
                "wait=1.5 | 0",
                "wait | 0",
                "wait= | 0",
                "wait=x, wait=3 | 3",
                "awaited=10 | 0",
                "'' | 0",
                ",,,;=, | 0",
            })
    void a_wait_is_capped_and_what_is_malformed_ignored(String header, int seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Prefer", header);
        assertThat(Prefer.waitSeconds(headers)).isEqualTo(seconds);
    }

    @Test
    void several_headers_are_read_in_order_and_none_means_no_wait() {
        HttpHeaders headers = new HttpHeaders();
        assertThat(Prefer.waitSeconds(headers)).isZero();
        headers.put("Prefer", List.of("respond-async", "wait=7", "wait=8"));
        assertThat(Prefer.waitSeconds(headers)).isEqualTo(7);
        headers.put("Prefer", List.of("wait=7" + " ".repeat(300)));
        assertThat(Prefer.waitSeconds(headers)).isZero();
    }
}
