package dev.rendezvous.command;

import dev.rendezvous.command.history.HistoryMove;
import dev.rendezvous.edge.startup.ServiceAlone;
import java.util.OptionalInt;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The command service: aggregates and everything that changes them. */
@SpringBootApplication
public class CommandServiceApplication {
    public static void main(String[] args) {
        moveHistory(args)
                .ifPresentOrElse(
                        System::exit,
                        () -> ServiceAlone.run(
                                CommandServiceApplication.class, "rendezvous-command-service", 8081, args));
    }

    /** Does what {@code export FILE} or {@code import FILE} ask for and returns the exit status; empty if neither does. */
    public static OptionalInt moveHistory(String... args) {
        return HistoryMove.isAskedFor(args)
                ? OptionalInt.of(new HistoryMove(System.out, System.err).run(args))
                : OptionalInt.empty();
    }
}
