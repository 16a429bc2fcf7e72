package dev.rendezvous.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.rendezvous.engine.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class InterruptedReadTest {
    private static final String COUNT = "SELECT COUNT(DISTINCT content) FROM big";
    private static final int ROWS = 5_000;

    @TempDir
    Path dataDir;

    private HikariDataSource open() {
        return new EmbeddedEngineAutoConfiguration()
                .embeddedPool(new EngineSettings(EngineSettings.Engine.EMBEDDED, dataDir));
    }

    @Test
    void a_thread_that_is_interrupted_while_it_reads_does_not_close_the_database_for_others() throws SQLException {
        try (HikariDataSource filled = open()) {
            JdbcClient db = JdbcClient.create(filled);
            db.sql("CREATE TABLE big (id INTEGER PRIMARY KEY, content VARCHAR(2000))")
                    .update();
            db.sql("INSERT INTO big SELECT n, REPEAT('x', 1000) || n FROM SYSTEM_RANGE(1, ?) AS r(n)")
                    .param(ROWS)
                    .update();
        }
        try (HikariDataSource cold = open()) { // nothing is cached: reading goes to the file
            try (Connection connection = cold.getConnection();
                    Statement statement = connection.createStatement()) {
                Thread.currentThread().interrupt();
                statement.execute(COUNT);
            } finally {
                boolean unused = Thread.interrupted();
            }
            JdbcClient db = JdbcClient.create(cold);
            db.sql("INSERT INTO big VALUES (0, 'still open')").update();
            db.sql("CHECKPOINT SYNC").update();
            assertThat(db.sql(COUNT).query(Integer.class).single()).isEqualTo(ROWS + 1);
        }
    }
}
