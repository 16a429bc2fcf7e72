package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.codeOf;
import static dev.rendezvous.command.CommandNode.holder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import dev.rendezvous.command.TestClock;
import dev.rendezvous.command.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class CodeRaceTest {
    private static final int RACES = 1_000;
    private static final int AT_ONCE = 64;

    private final CommandNode node;
    private final TestClock clock;
    private final String name = UUID.randomUUID().toString();

    CodeRaceTest(CommandNode node, TestClock clock) {
        this.node = node;
        this.clock = clock;
    }

    /** An account of its own for each of the racers, so that only the code is contended for. */
    private List<AccountId> accounts(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> node.openAccount(prefix + number + "-" + name))
                .toList();
    }

    private CompletableFuture<Object> link(AccountId account, IssuedCode issued) {
        return node.send(new LinkDevice(account, issued.code().value(), null, null), holder(account));
    }

    /** What ended well, and the refusal of what did not; anything else that is thrown fails the test. */
    private static Object outcome(CompletableFuture<?> command) {
        try {
            return command.thenApply(answer -> "done").join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refused) return codeOf(command);
            throw e;
        }
    }

    @Test
    void of_two_accounts_that_enter_a_code_at_once_exactly_one_wins() { // R21
        List<AccountId> first = accounts("first-", AT_ONCE);
        List<AccountId> second = accounts("second-", AT_ONCE);
        try (Warnings warnings = new Warnings()) {
            for (int from = 0; from < RACES; from += AT_ONCE) {
                List<IssuedCode> codes = node.issueCodes(IntStream.range(from, Math.min(from + AT_ONCE, RACES))
                        .mapToObj(race -> "tv-" + race + "-" + name));
                List<CompletableFuture<Object>> racers = new ArrayList<>();
                for (int race = 0; race < codes.size(); race++) {
                    racers.add(link(first.get(race), codes.get(race)));
                    racers.add(link(second.get(race), codes.get(race)));
                }
                List<Object> outcomes =
                        racers.stream().map(CodeRaceTest::outcome).toList();
                for (int race = 0; race < codes.size(); race++) {
                    assertThat(outcomes.subList(2 * race, 2 * race + 2))
                            .containsExactlyInAnyOrder("done", RefusalCode.ALREADY_USED);
                    assertThat(node.eventsOf(codes.get(race).sessionId()))
                            .hasSize(2)
                            .last()
                            .isInstanceOf(SessionLinked.class);
                }
            }
            assertThat(warnings.lines()).isEmpty();
        }
    }

    @Test
    void a_device_that_two_accounts_link_at_once_through_two_codes_belongs_to_one() { // R24
        List<AccountId> first = accounts("first-", AT_ONCE);
        List<AccountId> second = accounts("second-", AT_ONCE);
        List<CompletableFuture<Object>> racers = new ArrayList<>();
        for (int race = 0; race < AT_ONCE; race++) {
            String device = "tv-" + race + "-" + name;
            IssuedCode one = node.issueCode(device);
            IssuedCode other = node.issueCode(device);
            racers.add(link(first.get(race), one));
            racers.add(link(second.get(race), other));
        }
        assertThat(racers.stream().map(CodeRaceTest::outcome)).containsOnly("done");
        for (int race = 0; race < AT_ONCE; race++) {
            oneOwner(new DeviceId("tv-" + race + "-" + name), first.get(race), second.get(race));
        }
    }

    @Test
    void a_device_that_accounts_snatch_from_each_other_belongs_to_one() { // R24: locks in every order
        List<AccountId> accounts = accounts("account-", 4);
        String device = "tv-" + name;
        for (int round = 0; round < 25; round++) {
            List<CompletableFuture<Object>> racers = new ArrayList<>();
            for (int code = 0; code < 3; code++) {
                racers.add(link(accounts.get((round + code) % 4), node.issueCode(device)));
            }
            assertThat(racers.stream().map(CodeRaceTest::outcome)).containsOnly("done");
            clock.advance(Duration.ofSeconds(1));
        }
        oneOwner(new DeviceId(device), accounts.toArray(AccountId[]::new));
    }

    @Test
    void a_device_that_is_linked_and_unlinked_at_once_is_one_or_the_other() { // R24, R25
        List<AccountId> accounts = accounts("account-", 16);
        DeviceId device = new DeviceId("tv-" + name);
        for (AccountId account : accounts) {
            IssuedCode again = node.issueCode(device.value());
            CompletableFuture<Object> linking = link(account, node.issueCode(device.value()));
            linking.join();
            CompletableFuture<Object> relinking = link(account, again);
            CompletableFuture<Object> unlinking = node.send(new UnlinkDevice(account, device), holder(account));
            assertThat(outcome(relinking)).isEqualTo("done");
            assertThat(outcome(unlinking)).isEqualTo("done");
        }
        Map<DeviceId, TokenRef> live = liveTokens(accounts.toArray(AccountId[]::new));
        assertThat(live.size()).isLessThanOrEqualTo(1);
        assertThat(linkedTokensOf(device))
                .isEqualTo(List.copyOf(
                        live.values().stream().map(TokenRef::tokenId).toList()));
    }

    /** One row, one live token, one account: told alike by the table, by history and by signing on. */
    private void oneOwner(DeviceId device, AccountId... accounts) {
        Map<DeviceId, TokenRef> live = liveTokens(accounts);
        assertThat(live).containsOnlyKeys(device);
        TokenRef token = requireNonNull(live.get(device));
        assertThat(linkedTokensOf(device)).containsExactly(token.tokenId());
        DeviceStanding standing = node.handle(new SignOn(token), holder(accounts[0]));
        assertThat(standing.deviceId()).isEqualTo(device);
    }

    /** By history: after each account's own events, which devices it has; two accounts with one device fail the test. */
    private Map<DeviceId, TokenRef> liveTokens(AccountId... accounts) {
        Map<DeviceId, TokenRef> all = new HashMap<>();
        for (AccountId account : accounts) {
            Map<DeviceId, TokenRef> own = new HashMap<>();
            for (Object event : node.eventsOf(account)) {
                if (event instanceof DeviceLinked linked) own.put(linked.deviceId(), linked.token());
                if (event instanceof DeviceUnlinked unlinked) own.remove(unlinked.deviceId());
            }
            own.forEach((device, token) -> assertThat(all.put(device, token))
                    .as("device %s on a second account", device)
                    .isNull());
        }
        return all;
    }

    private List<UUID> linkedTokensOf(DeviceId device) {
        return node.db()
                .sql("SELECT token_id FROM device_link WHERE device_id = ?")
                .param(device.value())
                .query(UUID.class)
                .list();
    }
}
