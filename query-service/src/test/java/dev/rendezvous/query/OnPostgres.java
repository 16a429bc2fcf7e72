package dev.rendezvous.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The whole service for one class of tests, with everything in a PostgreSQL of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestPostgres.class)
@RunningService
@DirtiesContext
@TestPropertySource(properties = {"rendezvous.engine=postgres", "spring.datasource.url=${" + TestPostgres.URL + "}"})
public @interface OnPostgres {}
