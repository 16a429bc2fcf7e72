package dev.rendezvous.query;

import dev.rendezvous.edge.startup.ServiceAlone;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

/** The query service: projections and everything that reads them. */
@SpringBootApplication
@PropertySource("classpath:dev/rendezvous/query/query-service.properties")
public class QueryServiceApplication {
    public static void main(String[] args) {
        ServiceAlone.run(QueryServiceApplication.class, "rendezvous-query-service", 8082, args);
    }
}
