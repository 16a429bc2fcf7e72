package dev.rendezvous.command.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileDefinitionTest {
    private final AggregateTestFixture<ProfileDefinition> fixture = new AggregateTestFixture<>(ProfileDefinition.class);

    private static ApprovalChanges changes(int windowDays) {
        return new ApprovalChanges(null, windowDays, ApprovalChanges.Counted.APPROVALS);
    }

    private static Profile family(@Nullable Integer deviceLimit, GroupLimit... groups) {
        return new Profile("family", deviceLimit, true, 2, changes(30), List.of(groups));
    }

    @Test
    void a_profile_is_defined() { // R31
        fixture.givenNoPriorActivity()
                .when(new DefineProfile(family(5)))
                .expectEvents(new ProfileDefined(family(5), 1))
                .expectResultMessagePayload(true);
    }

    @Test
    void the_same_definition_is_no_news() {
        fixture.given(new ProfileDefined(family(5), 1))
                .when(new DefineProfile(family(5)))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void another_definition_is_the_next_version() { // R33
        fixture.given(new ProfileDefined(family(5), 1), new ProfileDefined(family(6), 2))
                .when(new DefineProfile(family(5)))
                .expectEvents(new ProfileDefined(family(5), 3))
                .expectResultMessagePayload(false);
    }

    @Test
    void the_standard_profile_was_there_before() {
        fixture.givenNoPriorActivity()
                .when(new DefineProfile(Profile.STANDARD))
                .expectEvents(new ProfileDefined(Profile.STANDARD, 1))
                .expectResultMessagePayload(false);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {0, 1, Profile.MAX_LIMIT})
    void a_limit_is_a_count_or_none(@Nullable Integer limit) { // R31
        assertThat(family(limit).deviceLimit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Profile.MAX_LIMIT + 1, Integer.MAX_VALUE})
    void an_absurd_limit_is_refused(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> family(limit)).withMessageContaining("deviceLimit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupLimit("tv", limit, false))
                .withMessageContaining("limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 36_500})
    void a_window_is_a_day_to_ten_years(int days) {
        assertThatIllegalArgumentException().isThrownBy(() -> changes(days)).withMessageContaining("windowDays");
    }

    @Test
    void a_group_is_limited_once() {
        GroupLimit group = new GroupLimit("tv", 1, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> family(1, group, group))
                .withMessageContaining("'tv'");
    }
}
