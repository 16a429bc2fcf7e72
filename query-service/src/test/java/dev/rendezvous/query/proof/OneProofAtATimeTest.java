package dev.rendezvous.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.RunningService;
import dev.rendezvous.query.proof.ProofStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A node walks through its history once at a time, and remembers no more than it has memory for. */
@RunningService
class OneProofAtATimeTest {
    /** Says that there is one event. */
    private record OneEvent(long head) implements EventLog {
        @Override
        public boolean anyCommitted(Collection<Long> positions) {
            return true;
        }

        @Override
        public @Nullable Instant timeAfter(long position) {
            return null;
        }
    }

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @Autowired
    private JdbcClient db;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    private @Nullable Proofs proofs;

    @AfterEach
    void stop() {
        if (proofs != null) proofs.stop();
        store.shutDown();
    }

    /** It waits for the event that must be there. */
    private Proofs waiting(double heapShare) {
        proofs = new Proofs(
                new StoredHistory(store, new OneEvent(0)),
                new ProofTable(db, json, clock),
                new DeviceGroups(Map.of()),
                new ProofSettings(Duration.ZERO, heapShare),
                () -> CompletableFuture.completedFuture(0L));
        proofs.start();
        return proofs;
    }

    private void happens() {
        store.publish(GenericEventMessage.asEventMessage(new AccountOpened(new AccountId("anna"), "standard")));
    }

    private static State stateOf(Proofs proofs, UUID id) {
        return proofs.find(id).orElseThrow().state();
    }

    @Test
    void a_second_is_refused_until_the_first_is_done() {
        Proofs one = waiting(0.1);
        UUID first = UUID.randomUUID();
        assertThat(one.begin(first, "auditor").state()).isEqualTo(State.RUNNING);
        Refusal refusal = Refused.in(catchThrowable(() -> one.begin(UUID.randomUUID(), "auditor")));
        assertThat(refusal).isEqualTo(new Refusal(RefusalCode.CONFLICT, Map.of("running", first.toString())));
        happens();
        await().until(() -> stateOf(one, first) == State.HOLDS);
        UUID second = UUID.randomUUID();
        await().ignoreException(Refused.class).until(() -> one.begin(second, "auditor") != null);
        await().until(() -> stateOf(one, second) == State.HOLDS);
    }

    @Test
    void more_than_there_is_memory_for_is_told() {
        Proofs small = waiting(1e-12);
        UUID id = UUID.randomUUID();
        small.begin(id, "auditor");
        happens();
        await().until(() -> stateOf(small, id) == State.FAILED);
        assertThat(small.find(id).orElseThrow().failure())
                .contains("more than 0 accounts, linked devices")
                .contains("-Xmx");
    }

    /** It waits for an event; a database that is slow to answer is waited for in the same way. */
    @Test
    @Timeout(5)
    void one_that_is_running_is_cancelled_when_its_node_is_stopped() {
        Proofs one = waiting(0.1);
        UUID id = UUID.randomUUID();
        one.begin(id, "auditor");
        one.stop();
        assertThat(stateOf(one, id)).isEqualTo(State.CANCELLED);
        Refusal refusal = Refused.in(catchThrowable(() -> one.begin(UUID.randomUUID(), "auditor")));
        assertThat(refusal).isEqualTo(Refusal.of(RefusalCode.UNAVAILABLE));
    }
}
