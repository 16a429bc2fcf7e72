package dev.rendezvous.edge.startup;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** How the platform is set for both services, unless somebody sets it otherwise. */
final class EdgeDefaults implements EnvironmentPostProcessor {
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.netty.max-initial-line-length", "16KB"),
            Map.entry("server.reactive.session.cookie.same-site", "lax"),
            Map.entry("rendezvous.local-users.password", "${RENDEZVOUS_DEMO_PASSWORD:demo}"),
            Map.entry("spring.http.codecs.max-in-memory-size", "64KB"),
            Map.entry("spring.jackson.deserialization.fail-on-null-for-primitives", "true"),
            // The graceful shutdown has waited for the requests before.
            Map.entry("spring.reactor.netty.shutdown-quiet-period", "0s"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("management.endpoint.health.probes.enabled", "true"),
            // A hundred series about filters that nobody looks at.
            Map.entry("management.observations.enable.spring.security", "false"),
            Map.entry("logging.level.root", "WARN"),
            Map.entry("logging.level.dev.rendezvous", "INFO"),
            // It warns of every line that is no HTTP: anybody could fill the log with it.
            Map.entry("logging.level.reactor.netty.http.server.HttpServerOperations", "ERROR"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("rendezvous edge defaults", DEFAULTS));
    }
}
