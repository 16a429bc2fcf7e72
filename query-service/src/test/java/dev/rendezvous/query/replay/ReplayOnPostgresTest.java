package dev.rendezvous.query.replay;

import dev.rendezvous.query.RunningService;
import dev.rendezvous.query.TestPostgres;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(TestPostgres.class)
@RunningService
@DirtiesContext
class ReplayOnPostgresTest extends ReplayContract {
    @Autowired
    ReplayOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }

    @DynamicPropertySource
    static void on_postgresql(DynamicPropertyRegistry properties) throws IOException {
        TestPostgres.start(properties);
    }
}
