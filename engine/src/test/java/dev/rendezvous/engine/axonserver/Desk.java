package dev.rendezvous.engine.axonserver;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import java.time.Duration;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Handles commands that write a row and append an event, and some that go wrong on the way. */
final class Desk {
    /** Opens an account: its row has the name, its event the sequence number. Answered with {@link Opened}. */
    record Open(@RoutingKey String name, long sequence) {}

    record Opened(AccountId accountId, Duration took) {}

    /** Is refused after it has written its row. */
    record OpenInVain(@RoutingKey String name) {}

    /** Overlooks that the database refuses its row. */
    record OpenBlindly(@RoutingKey String name) {}

    /** Fails as nobody foresaw. */
    record Stumble(@RoutingKey String name) {}

    private final JdbcClient db;
    private final EventStore events;

    Desk(JdbcClient db, EventStore events) {
        this.db = db;
        this.events = events;
        db.sql("CREATE TABLE IF NOT EXISTS opened (name TEXT PRIMARY KEY)").update();
    }

    @CommandHandler
    Opened handle(Open command) {
        insert(command.name());
        append(command.name(), command.sequence());
        return new Opened(new AccountId(command.name()), Duration.ofMillis(1_500));
    }

    @CommandHandler
    void handle(OpenInVain command) {
        insert(command.name());
        throw new Refused(
                Refusal.until(RefusalCode.CODE_ENTRY_LOCKED, Duration.ofSeconds(90)), "locked for " + command.name());
    }

    @CommandHandler
    void handle(OpenBlindly command) {
        try {
            insert(command.name());
        } catch (DataAccessException overlooked) {
            append(command.name(), 1);
        }
    }

    @CommandHandler
    int handle(Stumble command) {
        return Integer.parseInt(command.name());
    }

    boolean hasRow(String name) {
        return db.sql("SELECT COUNT(*) FROM opened WHERE name = ?")
                        .param(name)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private void insert(String name) {
        db.sql("INSERT INTO opened (name) VALUES (?)").param(name).update();
    }

    private void append(String name, long sequence) {
        events.publish(new GenericDomainEventMessage<>(
                "Account", name, sequence, new AccountOpened(new AccountId(name), "standard")));
    }
}
