package dev.rendezvous.standalone;

import dev.rendezvous.command.CommandServiceApplication;
import dev.rendezvous.query.QueryServiceApplication;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The whole product in one process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandServiceApplication.class, QueryServiceApplication.class, FirstMinute.class})
public class StandaloneApplication {
    public static void main(String[] args) {
        done(args).ifPresentOrElse(System::exit, () -> serve(args));
    }

    /** The exit status of what is done instead of serving; empty if nothing else is asked for. */
    private static OptionalInt done(String... args) {
        OptionalInt moved = CommandServiceApplication.moveHistory(args);
        return moved.isPresent() ? moved : QueryServiceApplication.prove(args);
    }

    private static void serve(String... args) {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.addInitializers(new OwnTokenKey(), new OwnCheckpointKey());
        application.run(args);
    }
}
