package dev.rendezvous.query;

import dev.rendezvous.edge.startup.ServiceAlone;
import dev.rendezvous.query.proof.ProveCommand;
import java.util.OptionalInt;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

/** The query service: projections and everything that reads them. */
@SpringBootApplication
@PropertySource("classpath:dev/rendezvous/query/query-service.properties")
public class QueryServiceApplication {
    public static void main(String[] args) {
        prove(args)
                .ifPresentOrElse(
                        System::exit,
                        () -> ServiceAlone.run(QueryServiceApplication.class, "rendezvous-query-service", 8082, args));
    }

    /** Does what {@code prove} asks for and returns the exit status; empty if nobody asks for it. */
    public static OptionalInt prove(String... args) {
        return ProveCommand.isAskedFor(args)
                ? OptionalInt.of(new ProveCommand(System.out, System.err).run(args))
                : OptionalInt.empty();
    }
}
