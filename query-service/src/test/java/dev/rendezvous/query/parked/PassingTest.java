package dev.rendezvous.query.parked;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;

class PassingTest {
    @Test
    void a_database_that_is_away_or_busy_or_not_migrated_passes() {
        assertThat(Passing.is(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(Passing.is(new DataAccessResourceFailureException("gone"))).isTrue();
        assertThat(Passing.is(new CannotAcquireLockException("locked"))).isTrue();
        assertThat(Passing.is(new SQLNonTransientConnectionException("gone", "08006")))
                .isTrue();
        assertThat(Passing.is(new BadSqlGrammarException("read", "SELECT", new SQLException("no table", "42P01"))))
                .isTrue();
        assertThat(Passing.is(new IllegalStateException(new CannotAcquireLockException("locked"))))
                .isTrue();
    }

    @Test
    void what_an_event_does_every_time_does_not_pass() {
        assertThat(Passing.is(new DataIntegrityViolationException("too long", new SQLException("too long", "22001"))))
                .isFalse();
        assertThat(Passing.is(new DuplicateKeyException("twice"))).isFalse();
        assertThat(Passing.is(new SQLException("no number", "22003"))).isFalse();
        assertThat(Passing.is(new NullPointerException())).isFalse();
        assertThat(Passing.is(new SerializationException("unreadable"))).isFalse();
    }
}
