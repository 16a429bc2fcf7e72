package dev.rendezvous.query;

import dev.rendezvous.axonserver.RealServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The whole service for one class of tests, with events in a real Axon Server and tables in a PostgreSQL of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({RealServer.class, TestPostgres.class, TestAxonServer.class})
@RunningService
@DirtiesContext
@TestPropertySource(
        properties = {
            "rendezvous.engine=axon-server",
            "spring.datasource.url=${" + TestPostgres.URL + "}",
            "axon.axonserver.servers=${" + TestAxonServer.ADDRESS + "}"
        })
public @interface OnAxonServer {}
