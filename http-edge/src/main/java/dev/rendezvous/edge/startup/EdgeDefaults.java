package dev.rendezvous.edge.startup;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** How the platform is set for both services, unless somebody sets it otherwise. */
final class EdgeDefaults implements EnvironmentPostProcessor {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "rendezvous.local-users.password", "${RENDEZVOUS_DEMO_PASSWORD:demo}",
            "server.netty.max-initial-line-length", "16KB",
            "server.reactive.session.cookie.same-site", "lax",
            "spring.http.codecs.max-in-memory-size", "64KB",
            "spring.jackson.deserialization.fail-on-null-for-primitives", "true",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoint.health.probes.enabled", "true",
            // It warns of every line that is no HTTP: anybody could fill the log with it.
            "logging.level.reactor.netty.http.server.HttpServerOperations", "ERROR");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("rendezvous edge defaults", DEFAULTS));
    }
}
