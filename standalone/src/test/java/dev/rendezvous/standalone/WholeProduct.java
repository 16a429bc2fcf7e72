package dev.rendezvous.standalone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Starts the whole product in this JVM, on a free port and a fresh data directory, with a clock that the test moves. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {StandaloneApplication.class, JumpingClock.Installed.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "rendezvous.throttle.enabled=false")
@ContextConfiguration(initializers = {FreshDataDirectory.class, OwnTokenKey.class, OwnCheckpointKey.class})
@DirtiesContext
@interface WholeProduct {}
