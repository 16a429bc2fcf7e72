package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A television that a node remembers, and that is unlinked while the node stands still (R25). */
final class FrozenOut {
    private static final String NAME = "frozen-out";

    private final Client client;
    private final String token;

    FrozenOut(Deployment product) {
        client = product.client();
        client.openAccount(NAME);
        String regCode = client.askForCode(NAME).text("regCode");
        assertThat(client.link("operator", NAME, regCode).status()).isEqualTo(201);
        token = client.awaitOutcome(NAME, regCode).text("deviceToken");
    }

    /** Has the node look the television up, and remember it. */
    void seenBy(Node node) {
        assertThat(at(node).deviceWith(token).status()).isEqualTo(200);
    }

    /** Through whatever command node answers. */
    void unlink() {
        Client impatient = client.withPatience(Duration.ofSeconds(2));
        await("unlinked")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> impatient.unlink("operator", NAME, NAME).status() == 204);
    }

    /** From {@code atMost} after this call on, the node says that the token is dead. */
    void assertIsKnownAt(Node node, Duration atMost) {
        Client there = at(node);
        long since = System.nanoTime();
        Answer last;
        do {
            long asked = System.nanoTime() - since;
            last = there.deviceWith(token);
            if (asked > atMost.toNanos())
                assertThat(last.status()).as(last.http().body()).isEqualTo(401);
        } while (System.nanoTime() - since < atMost.multipliedBy(3).toNanos());
    }

    private static Client at(Node node) {
        List<URI> only = List.of(node.url());
        return new Client(only, only);
    }
}
