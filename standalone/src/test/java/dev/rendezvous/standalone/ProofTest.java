package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An auditor has the whole history proven while the product serves (R55). */
@WholeProduct
class ProofTest {
    @Autowired
    private JumpingClock clock;

    @Autowired
    private EventStorageEngine history;

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private Portal portal;
    private Customer customer;

    @BeforeEach
    void a_customer() throws Exception {
        portal = new Portal(port);
        customer = new Customer(portal, "viewer-1");
    }

    private JsonNode proven() throws Exception {
        Portal.Answer begun = portal.as("auditor", "POST", "/audit/proofs", "").with(202);
        assertThat(begun.text("state")).isEqualTo("RUNNING");
        assertThat(begun.text("requestedBy")).isEqualTo("auditor");
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> status(begun.text("id")),
                        status -> !status.path("state").asString().equals("RUNNING"));
    }

    private JsonNode status(String id) throws Exception {
        return portal.as("auditor", "GET", "/audit/proofs/" + id, "").with(200).body();
    }

    @Test
    void what_was_lived_holds_until_somebody_forges_an_event() throws Exception {
        String token = customer.link("TV-1");
        customer.device(token, "/sign-ons", "").with(200);
        customer.link("TV-2");
        customer.override("TV-2").with(200);
        JsonNode holds = proven();
        assertThat(holds.path("state").asString()).as("%s", holds).isEqualTo("HOLDS");
        assertThat(holds.path("position").asLong()).isEqualTo(holds.path("head").asLong());
        JsonNode report = holds.path("report");
        assertThat(report.path("checks").findValuesAsString("check"))
                .containsExactly("LIMITS", "CODES", "TOKENS", "LINKS");
        assertThat(report.path("checks").path(3).path("judged").asInt()).isEqualTo(2);
        assertThat(report.path("firstBreach").isNull()).isTrue();

        DomainEventMessage<?> forged = forged();
        history.appendEvents(forged);
        JsonNode broken = proven();
        assertThat(broken.path("state").asString()).isEqualTo("BROKEN");
        JsonNode breach = broken.path("report").path("firstBreach");
        assertThat(breach.path("eventId").asString()).isEqualTo(forged.getIdentifier());
        assertThat(breach.path("position").asLong())
                .isEqualTo(broken.path("head").asLong());
        assertThat(breach.path("accountId").asString()).isEqualTo("viewer-1");
        assertThat(breach.path("deviceId").asString()).isEqualTo("TV-1");
        assertThat(breach.path("rule").asString()).isEqualTo("R23");
        assertThat(breach.path("fault").asString()).isEqualTo("DEAD_TOKEN_USED");
        assertThat(breach.path("at").asString()).endsWith("Z");
    }

    /** A sign-on with a token that nobody ever gave out. */
    private DomainEventMessage<?> forged() {
        long next = history.lastSequenceNumberFor("viewer-1").orElseThrow() + 1;
        DeviceSignedOn event = new DeviceSignedOn(
                new AccountId("viewer-1"), new DeviceId("TV-1"), new TokenRef("k1", UUID.randomUUID()));
        return new GenericDomainEventMessage<>("Account", "viewer-1", next, event);
    }

    @Test
    void a_proof_whose_node_is_gone_is_cancelled() throws Exception {
        UUID id = UUID.randomUUID();
        db.sql("INSERT INTO history_proof (id, state, requested_by, requested_at, seen_at, walked_to, head)"
                        + " VALUES (?, 'RUNNING', 'auditor', ?, ?, 1, 2)")
                .params(id, clock.instant().toString(), clock.instant().toString())
                .update();
        clock.jumpTo(clock.instant().plusSeconds(60));
        assertThat(status(id.toString()).path("state").asString()).isEqualTo("RUNNING");
        clock.jumpTo(clock.instant().plusMillis(1));
        assertThat(status(id.toString()).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(status(id.toString()).path("failure").asString()).contains("is gone");
    }

    @Test
    void only_auditors_ask_for_proofs_and_for_those_that_there_are() throws Exception {
        for (String user : new String[] {"operator", "viewer-1", "partner"}) {
            portal.as(user, "POST", "/audit/proofs", "").with(403);
        }
        portal.as("auditor", "GET", "/audit/proofs/" + UUID.randomUUID(), "").with(404);
        portal.as("auditor", "GET", "/audit/proofs/any", "").with(400);
    }
}
