package dev.rendezvous.command;

import dev.rendezvous.edge.startup.ServiceAlone;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The command service: aggregates and everything that changes them. */
@SpringBootApplication
public class CommandServiceApplication {
    public static void main(String[] args) {
        ServiceAlone.run(CommandServiceApplication.class, "rendezvous-command-service", 8081, args);
    }
}
