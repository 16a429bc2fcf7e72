package dev.rendezvous.edge.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Runs one of the services as a process of its own. */
public final class ServiceAlone {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAlone.class);

    private ServiceAlone() {}

    /**
     * Returns when it serves.
     *
     * @param name as operators know it
     * @param port unless {@code server.port} says otherwise
     */
    public static void run(Class<?> service, String name, int port, String... args) {
        SpringApplication application = new SpringApplicationBuilder(service)
                .properties("server.port=" + port, "spring.application.name=" + name)
                .listeners((ApplicationListener<ApplicationReadyEvent>) ServiceAlone::announce)
                .build();
        application.run(args);
    }

    private static void announce(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        if (environment.getProperty("rendezvous.engine", "embedded").equals("embedded")) {
            LOG.warn("The embedded engine is for one process: no other service sees what happens here."
                    + " Set rendezvous.engine to postgres or axon-server.");
        }
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            LOG.info(
                    "{} listens on http://{}:{}",
                    environment.getProperty("spring.application.name"),
                    environment.getProperty("server.address", "0.0.0.0"),
                    web.getWebServer().getPort());
        }
    }
}
