package dev.rendezvous.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmendmentTest {
    private static final AccountId ANNA = new AccountId("anna");
    private static final DeviceId TV = new DeviceId("tv");
    private static final DeviceId BOX = new DeviceId("box");
    private static final List<DeviceId> NONE = List.of();
    private static final Amendment SWAP = new Amendment(List.of(TV), List.of(BOX));

    private static List<DeviceId> devices(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new DeviceId("d" + number))
                .toList();
    }

    private static void invalid(List<DeviceId> approve, List<DeviceId> unapprove, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amendment(approve, unapprove))
                .withMessage(message);
    }

    @Test
    void an_amendment_names_at_least_one_device() { // R34
        invalid(NONE, NONE, "names no device");
        assertThat(new Amendment(List.of(TV), NONE).approve()).containsExactly(TV);
        assertThat(new Amendment(NONE, List.of(TV)).unapprove()).containsExactly(TV);
    }

    @Test
    void an_amendment_names_a_thousand_devices_at_most_both_lists_together() { // R34
        assertThat(new Amendment(devices(0, 600), devices(600, 1_000)).approve())
                .hasSize(600);
        invalid(devices(0, 600), devices(600, 1_001), "names more than 1000 devices");
        invalid(devices(0, 1_001), NONE, "names more than 1000 devices");
    }

    @Test
    void an_amendment_names_each_device_once() { // R34
        invalid(List.of(TV, BOX, TV), NONE, "names a device twice");
        invalid(List.of(BOX), List.of(TV, TV), "names a device twice");
        invalid(List.of(TV, BOX), List.of(BOX), "both approves and unapproves a device");
    }

    @Test
    void an_amendment_is_not_changed_from_outside() {
        List<DeviceId> approve = new ArrayList<>(List.of(TV));
        List<DeviceId> unapprove = new ArrayList<>(List.of(BOX));
        Amendment amendment = new Amendment(approve, unapprove);
        approve.clear();
        unapprove.clear();
        assertThat(amendment).isEqualTo(SWAP);
    }

    // --- refused

    @Test
    void a_refused_amendment_says_when_it_is_possible() { // R35
        LimitReached reached = new LimitReached(RefusalCode.CHANGE_LIMIT_REACHED, null, 3, 4);
        Instant next = Instant.parse("2026-03-31T12:00:00.120Z");
        assertThat(new AmendmentRefused(ANNA, SWAP, reached, next).refusal())
                .isEqualTo(new Refusal(
                        RefusalCode.CHANGE_LIMIT_REACHED,
                        Map.of("limit", 3, "used", 4, "nextChangeAt", "2026-03-31T12:00:00.120Z")));
    }

    @Test
    void an_amendment_that_is_never_possible_has_no_next_time() { // R34, R35
        LimitReached reached = new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, 3, 3);
        assertThat(new AmendmentRefused(ANNA, SWAP, reached, null).refusal())
                .isEqualTo(new Refusal(RefusalCode.APPROVED_LIMIT_REACHED, Map.of("limit", 3, "used", 3)));
    }

    @Test
    void a_group_whose_limit_is_reached_is_named() { // R32
        assertThat(new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "phones", 0, 2).refusal())
                .isEqualTo(
                        new Refusal(RefusalCode.GROUP_LIMIT_REACHED, Map.of("limit", 0, "used", 2, "group", "phones")));
    }
}
