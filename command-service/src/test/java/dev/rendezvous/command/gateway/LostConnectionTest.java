package dev.rendezvous.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.rendezvous.edge.problem.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionSystemException;

/** A command whose connection is lost fails with that of its rollback, which hides the first failure. */
class LostConnectionTest {
    @Test
    void a_rollback_on_a_connection_that_the_pool_has_closed_is_a_reason_to_come_again() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:lost");
            Connection connection = pool.getConnection();
            connection.close();
            Throwable failure = new TransactionSystemException("rollback", catchThrowable(connection::rollback));
            assertThat(Failures.of(failure, "id").status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }
}
