package dev.rendezvous.query.linkeddevice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.query.RunningService;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is answered from memory is what would be answered anyway. */
@RunningService
class DeviceLaneTest {
    private static final String ME = "/devices/me";
    private static final String CONTENT_AUTHORISATION = "/devices/me/content-authorisation";

    private final AccountId account = new AccountId("viewer-" + UUID.randomUUID());
    private final DeviceId device = new DeviceId("TV-" + UUID.randomUUID());
    private final TokenRef token = new TokenRef("k1", UUID.randomUUID());

    @Autowired
    private EventBus history;

    @Autowired
    private EventLog log;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private AccountViews accounts;

    private final WebTestClient http;

    @Autowired
    DeviceLaneTest(@Value("${local.server.port}") int port) {
        http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @BeforeEach
    void a_device_is_linked() {
        happens(new AccountOpened(account, "standard"));
        happens(new DeviceLinked(account, device, "tv", null, new SessionId(UUID.randomUUID()), token, null));
    }

    private void happens(Object event) {
        history.publish(GenericEventMessage.asEventMessage(event));
    }

    /** With the position the request takes the long way, which fills memory for the short one. */
    private EntityExchangeResult<String> ask(String path, boolean longWay) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    headers.setBearerAuth(tokens.tokenOf(token));
                    if (longWay) headers.set("X-Min-Position", Long.toString(log.head()));
                })
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static HttpHeaders headersOf(EntityExchangeResult<String> answer) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(answer.getResponseHeaders());
        headers.remove("X-Correlation-Id");
        headers.remove(HttpHeaders.VARY); // concerns logins
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {ME, CONTENT_AUTHORISATION})
    void the_short_way_answers_as_the_long_one(String path) {
        EntityExchangeResult<String> longWay = ask(path, true);
        assertThat(accounts.inMemory(token)).isNotNull();

        EntityExchangeResult<String> shortWay = ask(path, false);

        assertThat(shortWay.getStatus()).isEqualTo(longWay.getStatus());
        assertThat(shortWay.getResponseBody()).isEqualTo(longWay.getResponseBody());
        assertThat(headersOf(shortWay)).isEqualTo(headersOf(longWay));
        assertThat(shortWay.getResponseHeaders().getFirst("X-Correlation-Id")).isNotBlank();
    }

    @Test
    void memory_forgets_an_account_before_the_position_tells_of_what_happened_to_it() { // R25
        ask(ME, true);
        happens(new AccountPutOnHold(account, null));
        assertThat(ask(CONTENT_AUTHORISATION, true).getResponseBody()).contains("ACCOUNT_ON_HOLD");
        assertThat(ask(CONTENT_AUTHORISATION, false).getResponseBody()).contains("ACCOUNT_ON_HOLD");
        happens(new DeviceUnlinked(account, device, DeviceUnlinked.Reason.USER));
        assertThat(ask(ME, true).getStatus().value()).isEqualTo(401);
        assertThat(ask(ME, false).getStatus().value()).isEqualTo(401);
    }

    @Test
    void a_changed_profile_counts_at_once_for_accounts_in_memory() { // R33
        Profile open = new Profile(
                account.value().substring(0, 20), null, false, null, Profile.STANDARD.approvalChanges(), List.of());
        happens(new ProfileDefined(open, 1));
        happens(new ProfileAssigned(account, open.name()));
        assertThat(ask(CONTENT_AUTHORISATION, true).getResponseBody()).contains("ALLOWED");
        Profile closed = new Profile(open.name(), null, true, null, open.approvalChanges(), open.groups());
        happens(new ProfileDefined(closed, 2));
        ask(ME, true);
        assertThat(ask(CONTENT_AUTHORISATION, false).getResponseBody()).contains("DEVICE_UNAPPROVED");
    }
}
