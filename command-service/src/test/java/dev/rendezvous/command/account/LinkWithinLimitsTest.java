package dev.rendezvous.command.account;

import static dev.rendezvous.command.CommandNode.OPERATOR;
import static dev.rendezvous.command.CommandNode.holder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.UnlinkDevice;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.CommandNode;
import dev.rendezvous.command.SharedNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedNode.class)
class LinkWithinLimitsTest {
    private final CommandNode node;
    private final String name = UUID.randomUUID().toString();

    LinkWithinLimitsTest(CommandNode node) {
        this.node = node;
    }

    private Profile profile(int deviceLimit, GroupLimit... groups) {
        Profile any = CommandNode.ROOMY;
        return new Profile(name, deviceLimit, false, null, any.approvalChanges(), List.of(groups));
    }

    private AccountId account(Profile profile) {
        return node.openAccount("account-" + name, profile);
    }

    private DeviceId device(int number) {
        return new DeviceId("tv-" + number + "-" + name);
    }

    private IssuedCode code(int number) {
        return node.issueCode(device(number).value());
    }

    private static LinkDevice link(AccountId account, IssuedCode code) {
        return new LinkDevice(account, code.code().value(), null, null);
    }

    private void linkAll(AccountId account, int devices) {
        for (int number = 0; number < devices; number++) node.handle(link(account, code(number)), holder(account));
    }

    private Stream<Class<?>> historyOf(AccountId account) {
        return node.eventsOf(account).stream().skip(1).map(Object::getClass);
    }

    @Test
    void without_room_the_link_is_refused_and_the_code_stays_live_for_another_try() { // R22, R32
        AccountId account = account(profile(2));
        linkAll(account, 2);
        IssuedCode third = code(2);
        assertThat(node.refusal(link(account, third), holder(account))).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED);
        assertThat(node.eventsOf(third.sessionId())).hasSize(1);
        node.handle(new UnlinkDevice(account, device(0)), holder(account));
        node.handle(link(account, third), holder(account));
        assertThat(historyOf(account)).endsWith(DeviceLinked.class);
    }

    @Test
    void a_refusal_says_which_limit_and_is_history() { // R40, R50
        AccountId account = account(profile(5, new GroupLimit("screens", 1, false)));
        linkAll(account, 1);
        LimitReached reached = new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "screens", 1, 1);
        CompletableFuture<Object> refused = node.send(link(account, code(1)), holder(account));
        assertThat(refused.handle((answer, thrown) -> Refused.in(Objects.requireNonNull(thrown)))
                        .join())
                .isEqualTo(reached.refusal());
        assertThat(node.eventsOf(account)).endsWith(new DeviceRefused(account, device(1), "tv", reached));
    }

    @Test
    void a_device_that_is_linked_again_needs_no_second_place() { // R23
        AccountId account = account(profile(1));
        linkAll(account, 1);
        node.handle(link(account, code(0)), holder(account));
        assertThat(historyOf(account)).containsExactly(DeviceLinked.class, DeviceLinked.class);
    }

    @Test
    void a_device_that_finds_no_place_elsewhere_stays_where_it_is() { // R24, R32
        AccountId account = account(profile(0));
        AccountId before = node.openAccount("before-" + name);
        linkAll(before, 1);
        assertThat(node.refusal(link(account, code(0)), holder(account))).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED);
        assertThat(historyOf(before)).containsExactly(DeviceLinked.class);
    }

    @Test
    void a_changed_profile_decides_the_next_link_and_writes_to_no_account() { // R33
        AccountId account = account(profile(2));
        linkAll(account, 2);
        node.handle(new DefineProfile(profile(1)), OPERATOR);
        assertThat(node.refusal(link(account, code(2)), holder(account))).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED);
        node.handle(new DefineProfile(profile(3)), OPERATOR);
        node.handle(link(account, code(2)), holder(account));
        assertThat(historyOf(account))
                .containsExactly(DeviceLinked.class, DeviceLinked.class, DeviceRefused.class, DeviceLinked.class);
    }

    @Test
    void however_many_link_at_once_no_place_is_given_twice() { // R32
        AccountId account = account(profile(3));
        List<IssuedCode> codes = node.issueCodes(
                IntStream.range(0, 32).mapToObj(number -> device(number).value()));
        List<CompletableFuture<Object>> links = codes.stream()
                .map(code -> node.send(link(account, code), holder(account)))
                .toList();
        long linked = links.stream()
                .filter(link -> link.handle((answer, refused) -> {
                            if (refused != null) {
                                assertThat(Refused.codeOf(refused)).isEqualTo(RefusalCode.DEVICE_LIMIT_REACHED);
                            }
                            return refused == null;
                        })
                        .join())
                .count();
        assertThat(linked).isEqualTo(3);
        assertThat(historyOf(account).filter(DeviceLinked.class::equals)).hasSize(3);
    }
}
