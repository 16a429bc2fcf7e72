package dev.rendezvous.engine.history;

import dev.rendezvous.engine.evolution.KnownEvents;
import dev.rendezvous.engine.evolution.StoredKinds;
import java.time.Clock;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps a service from starting on a history that is half imported or newer than it. Whatever moves histories leaves this away. */
@AutoConfiguration
public class ServedHistoryAutoConfiguration {
    @Bean
    InitializingBean historyIsWhole(JdbcClient db, Clock clock) {
        return () -> new Imports(db, clock).unfinished().ifPresent(history -> {
            throw new HistoryRefused(
                    "an import of %d events into this store has not come to its end".formatted(history.events()),
                    "Start the import again with the same file: it goes on.");
        });
    }

    @Bean
    InitializingBean historyIsKnown(StoredKinds kinds, KnownEvents known) {
        return () -> kinds.requireReadable(known);
    }
}
