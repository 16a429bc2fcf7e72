package dev.rendezvous.query.linkeddevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RunningService
class LinkedDeviceTest {
    private static final Profile LARGE = new Profile(
            "large", 50, false, null, new ApprovalChanges(null, 1, ApprovalChanges.Counted.APPROVALS), List.of());

    private final AccountId account = new AccountId("viewer-" + UUID.randomUUID());
    private final DeviceId device = new DeviceId("TV-" + UUID.randomUUID());
    private final TokenRef token = token();

    @Autowired
    private EventBus history;

    @Autowired
    private EventLog log;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private JdbcClient db;

    @Autowired
    private EventProcessingConfiguration processors;

    private final WebTestClient http;

    @Autowired
    LinkedDeviceTest(@Value("${local.server.port}") int port) {
        http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @BeforeEach
    void a_device_is_linked() {
        happens(new AccountOpened(account, "standard"));
        happens(linked(account, token));
    }

    @Test
    void a_linked_device_may_sign_in() {
        me(token)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"deviceId\":\"%s\",\"accountId\":\"%s\",\"canSignIn\":true}".formatted(device, account));
    }

    @Test
    void an_account_on_hold_or_closed_keeps_its_devices_out() {
        happens(new AccountPutOnHold(account, null));
        mayNotSignIn();
        happens(new AccountReactivated(account, null));
        me(token).expectBody().jsonPath("$.canSignIn").isEqualTo(true);
        happens(new AccountClosed(account, null));
        mayNotSignIn();
    }

    @Test
    void a_device_is_told_what_the_operator_says_of_it() { // R38, R39
        happens(new OperatorStatusChanged(account, device, OperatorStatus.DISABLED, null));
        stands("DISABLED", "ACTIVE", false);
        happens(new ActivationStatusChanged(account, device, ActivationStatus.INACTIVE, null));
        stands("DISABLED", "INACTIVE", false);
        happens(new OperatorStatusChanged(account, device, OperatorStatus.ENABLED, null));
        stands("ENABLED", "INACTIVE", false);
        happens(new ActivationStatusChanged(account, device, ActivationStatus.ACTIVE, null));
        stands("ENABLED", "ACTIVE", true);
    }

    @Test
    void an_unlinked_devices_token_is_dead() {
        happens(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.USER));

        isDead(token);
    }

    @Test
    void linking_again_replaces_the_token_and_uses_no_second_place() {
        TokenRef again = token();
        happens(linked(account, again));

        isDead(token);
        me(again).expectStatus().isOk();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_device_that_moved_has_only_the_new_accounts_token() {
        AccountId other = new AccountId("viewer-" + UUID.randomUUID());
        TokenRef moved = token();
        happens(new AccountOpened(other, "standard"));
        happens(linked(other, moved));
        happens(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.MOVED));

        isDead(token);
        me(moved).expectBody().jsonPath("$.accountId").isEqualTo(other.value());
    }

    @Test
    void a_token_that_never_was_linked_is_dead_and_one_that_is_none_is_refused() {
        isDead(token());
        http.get()
                .uri("/devices/me")
                .headers(headers -> headers.setBearerAuth("nonsense"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.get().uri("/devices/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void a_view_that_lags_calls_no_token_dead() { // R25, and R9 for tokens
        TrackingEventProcessor processor = processor();
        TokenRef fresh = token();
        processor.shutDown();
        try {
            happens(linked(account, fresh));
            get(fresh, null).expectStatus().isEqualTo(503);
        } finally {
            processor.start();
        }

        get(fresh, null).expectStatus().isOk();
    }

    @Test
    void name_and_last_sign_on_are_kept_with_the_device() {
        happens(new DeviceRenamed(account, device, "Kitchen"));
        happens(new DeviceSignedOn(account, device, token));
        happens(new DeviceManagementChanged(account, device, true));
        happens(new ProfileDefined(LARGE, 1));
        happens(new ProfileAssigned(account, "large"));
        me(token).expectStatus().isOk();

        assertThat(row("SELECT * FROM linked_device WHERE account_id = ?"))
                .hasEntrySatisfying("name", name -> assertThat(name.toString()).startsWith("sealed:")) // R57
                .containsEntry("device_type", "roku-ultra")
                .containsEntry("managed", true)
                .hasEntrySatisfying("last_sign_on_at", at -> assertThat(at).isNotNull());
        assertThat(row("SELECT * FROM account_status WHERE account_id = ?")).containsEntry("profile", "large");
    }

    @Test
    void a_replay_ends_where_it_was() {
        happens(new DeviceRenamed(account, device, "Kitchen"));
        me(token).expectStatus().isOk();
        Map<String, Object> before = row("SELECT * FROM linked_device WHERE account_id = ?");
        TrackingEventProcessor processor = processor();

        processor.shutDown();
        processor.resetTokens();
        assertThat(rows()).isZero();
        processor.start();

        await().until(() -> rows() == 1);
        assertThat(row("SELECT * FROM linked_device WHERE account_id = ?")).isEqualTo(before);
    }

    @Test
    void a_position_that_is_not_reached_in_time_is_unavailable_and_a_malformed_one_is_a_400() {
        get(token, String.valueOf(log.head() + 1_000))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNAVAILABLE");
        for (String malformed : new String[] {"soon", "-1", "1.5", "99999999999999999999"}) {
            get(token, malformed).expectStatus().isBadRequest();
        }
    }

    private void mayNotSignIn() {
        me(token).expectStatus().isOk().expectBody().jsonPath("$.canSignIn").isEqualTo(false);
    }

    private void stands(String operatorStatus, String activationStatus, boolean canSignIn) {
        me(token)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"operatorStatus\":\"%s\",\"activationStatus\":\"%s\",\"canSignIn\":%s}"
                        .formatted(operatorStatus, activationStatus, canSignIn));
    }

    private void isDead(TokenRef dead) {
        me(dead).expectStatus().isUnauthorized().expectBody().jsonPath("$.code").isEqualTo("UNAUTHENTICATED");
    }

    /** What the device is told of everything that has happened so far. */
    private WebTestClient.ResponseSpec me(TokenRef bearer) {
        return get(bearer, String.valueOf(log.head()));
    }

    private WebTestClient.ResponseSpec get(TokenRef bearer, @Nullable String minPosition) {
        return http.get()
                .uri("/devices/me")
                .headers(headers -> {
                    headers.setBearerAuth(tokens.tokenOf(bearer));
                    if (minPosition != null) headers.set("X-Min-Position", minPosition);
                })
                .exchange();
    }

    private TrackingEventProcessor processor() {
        return processors
                .eventProcessor(LinkedDeviceProjection.NAME, TrackingEventProcessor.class)
                .orElseThrow();
    }

    private void happens(Object event) {
        history.publish(GenericEventMessage.asEventMessage(event));
    }

    private DeviceLinked linked(AccountId to, TokenRef with) {
        return new DeviceLinked(to, device, "roku-ultra", null, new SessionId(UUID.randomUUID()), with, null);
    }

    private Map<String, Object> row(String sql) {
        return db.sql(sql).param(account.value()).query().singleRow();
    }

    private long rows() {
        return db.sql("SELECT COUNT(*) FROM linked_device WHERE account_id = ?")
                .param(account.value())
                .query(Long.class)
                .single();
    }

    private static TokenRef token() {
        return new TokenRef("k1", UUID.randomUUID());
    }
}
