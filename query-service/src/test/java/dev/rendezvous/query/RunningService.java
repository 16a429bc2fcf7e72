package dev.rendezvous.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole service on a port of its own, with a history of its own; started once for all tests that say no more. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = QueryServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "rendezvous.data-dir=target/test-data/${random.uuid}",
            "rendezvous.local-users.enabled=true",
            "rendezvous.token.active-key=k1",
            "rendezvous.token.keys.k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "logging.level.root=WARN"
        })
public @interface RunningService {}
