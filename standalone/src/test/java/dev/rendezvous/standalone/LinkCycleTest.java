package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link cycle around the instant at which a code expires (R14), through both services. */
@WholeProduct
class LinkCycleTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    @Autowired
    private JumpingClock clock;

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private Portal portal;
    private String regCode;
    private Instant expiresAt;
    private String device;

    @BeforeEach
    void a_television_shows_a_code() throws IOException, InterruptedException {
        portal = new Portal(port);
        device = "TV-" + System.nanoTime();
        expiresAt = clock.instant().plus(LIFETIME);
        regCode = portal.askForCode(device).text("regCode");
        assertThat(portal.poll(device, regCode).text("status")).isEqualTo("incomplete");
    }

    @Test
    void a_code_links_a_moment_before_it_expires_and_its_token_is_gone_a_moment_later() throws Exception {
        clock.jumpTo(expiresAt.minus(A_MOMENT));

        assertThat(portal.link("viewer-1", regCode).status()).isEqualTo(201);

        await().untilAsserted(() ->
                assertThat(portal.poll(device, regCode).text("status")).isEqualTo("success"));
        clock.jumpTo(expiresAt);
        assertThat(portal.poll(device, regCode).text("reason")).isEqualTo("expired_code"); // R10
    }

    @Test
    void a_code_is_dead_on_both_sides_at_the_instant_it_expires() throws Exception {
        clock.jumpTo(expiresAt);

        assertThat(portal.poll(device, regCode).text("reason")).isEqualTo("expired_code");
        Portal.Answer link = portal.link("viewer-1", regCode);
        assertThat(link.status()).isEqualTo(410);
        assertThat(link.text("code")).isEqualTo("CODE_EXPIRED");
        await().untilAsserted(() -> assertThat(expiriesOfLastSession()).isEqualTo(1));
    }

    @Test
    void a_claimed_code_lives_five_minutes_from_the_claim_to_the_moment() throws Exception {
        clock.jumpTo(expiresAt.minus(A_MOMENT));
        assertThat(portal.claim("viewer-1", regCode).status()).isEqualTo(200);
        Instant extended = expiresAt.minus(A_MOMENT).plus(Duration.ofMinutes(5));

        clock.jumpTo(extended.minus(A_MOMENT));
        assertThat(portal.poll(device, regCode).text("status")).isEqualTo("incomplete");
        clock.jumpTo(extended);
        assertThat(portal.poll(device, regCode).text("reason")).isEqualTo("expired_code");
        assertThat(portal.link("viewer-1", regCode).text("code")).isEqualTo("CODE_EXPIRED");
    }

    private int expiriesOfLastSession() {
        return db.sql(
                        "SELECT COUNT(*) FROM domain_event WHERE payload_type LIKE '%CodeExpired' AND aggregate_identifier ="
                                + " (SELECT aggregate_identifier FROM domain_event WHERE payload_type LIKE '%CodeIssued'"
                                + " ORDER BY global_index DESC LIMIT 1)")
                .query(Integer.class)
                .single();
    }
}
