package dev.rendezvous.engine.axonserver;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes that are nothing but this engine and a {@link Desk}. */
final class ServerNode {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private ServerNode() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class EngineAndDesk {
        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }

        @Bean
        Desk desk(JdbcClient db, EventStore events) {
            return new Desk(db, events);
        }
    }

    static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", "20")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurableApplicationContext start(String axonServer, EmbeddedPostgres postgres) {
        return new SpringApplicationBuilder(EngineAndDesk.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "rendezvous.engine=axon-server",
                        "axon.axonserver.servers=" + axonServer,
                        "axon.axonserver.reconnect-interval=100",
                        "spring.datasource.username=postgres",
                        "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "logging.level.root=WARN",
                        "spring.main.banner-mode=off")
                .run();
    }
}
