package dev.rendezvous.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P03", "53300", "25P03"})
    void a_database_that_is_away_is_a_reason_to_come_again(String state) {
        Failure failure = Failures.of(wrapped(new SQLException("away", state)), "id");

        assertThat(failure.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("UNAVAILABLE");
        assertThat(failure.headers().getFirst("Retry-After")).isEqualTo("1");
    }

    @Test
    void so_is_a_pool_that_gives_no_connection() {
        Failure failure = Failures.of(wrapped(new SQLTransientConnectionException("timed out")), "id");
        assertThat(failure.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "42P01", "22001"})
    void anything_else_that_the_database_says_is_our_fault(String state) {
        Failure failure = Failures.of(wrapped(new SQLException("broken", state)), "id");
        assertThat(failure.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static Throwable wrapped(SQLException cause) {
        return new CompletionException(new IllegalStateException("cannot read", cause));
    }
}
