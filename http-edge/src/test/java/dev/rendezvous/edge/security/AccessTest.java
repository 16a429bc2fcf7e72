package dev.rendezvous.edge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.token.TokenRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

class AccessTest {
    private final RuleBook rules = new RuleBook(List.of(
            AccessRules.rules()
                    .anyone(GET, "/open/{id}")
                    .operator(GET, "/open/secret")
                    .accountOrOperator(GET, "/accounts/{a}/devices"),
            AccessRules.rules()
                    .auditor(GET, "/audit")
                    .partner(POST, "/checks")
                    .device(GET, "/devices/me")
                    .anyOf(GET, "/projections", Role.OPERATOR, Role.AUDITOR)
                    .anyOf(GET, "/actuator/**", Role.OPERATOR)
                    .anyone(GET, "/actuator/health")));

    @ParameterizedTest
    @CsvSource({
        "/accounts/viewer-1/devices, OPERATOR, true",
        "/accounts/viewer-1/devices, ACCOUNT, true",
        "/accounts/viewer-2/devices, ACCOUNT, false",
        "/accounts/viewer-1/devices, AUDITOR, false",
        "/accounts/viewer-1/devices, PARTNER, false",
        "/accounts/viewer-1/devices, DEVICE, false",
        "/accounts/%76iewer-1/devices, ACCOUNT, true",
        "/accounts/VIEWER-1/devices, ACCOUNT, false",
        "/audit, AUDITOR, true",
        "/audit, OPERATOR, false",
        "/projections, AUDITOR, true",
        "/projections, OPERATOR, true",
        "/projections, ACCOUNT, false",
        "/devices/me, DEVICE, true",
        "/devices/me, ACCOUNT, false",
        "/devices/me, OPERATOR, false",
        "/actuator/metrics, OPERATOR, true",
        "/actuator/metrics, ACCOUNT, false",
        "/open/secret, ACCOUNT, false"
    })
    void a_rule_lets_its_roles_through_and_nobody_else(String path, Role role, boolean allowed) {
        assertThat(RuleDecision.allows(rule(GET, path), viewer1(role), PathContainer.parsePath(path)))
                .isEqualTo(allowed);
    }

    @Test
    void the_most_specific_rule_decides() {
        assertThat(rule(GET, "/open/1").access().needsCredentials()).isFalse();
        assertThat(rule(GET, "/open/secret").access().needsCredentials()).isTrue();
        assertThat(rule(GET, "/actuator/health").access().needsCredentials()).isFalse();
    }

    @Test
    void get_stands_for_head_and_for_nothing_else() {
        assertThat(found(HEAD, "/audit")).isNotNull();
        assertThat(found(POST, "/audit")).isNull();
        assertThat(found(HEAD, "/checks")).isNull();
        assertThat(found(DELETE, "/nothing")).isNull();
        assertThat(rules.methodsOf(PathContainer.parsePath("/audit"))).containsExactly(GET);
        assertThat(rules.methodsOf(PathContainer.parsePath("/audit/more"))).isEmpty();
    }

    @Test
    void credentials_that_are_not_proven_open_nothing() {
        Authentication claim = UsernamePasswordAuthenticationToken.unauthenticated("operator", "demo");
        assertThat(RuleDecision.allows(rule(GET, "/audit"), claim, PathContainer.parsePath("/audit")))
                .isFalse();
    }

    @Test
    void a_device_token_names_its_token_and_nothing_more() {
        DeviceTokenAuthentication device = new DeviceTokenAuthentication(new TokenRef("k", new UUID(1, 2)));
        assertThat(device.getName()).isEqualTo(new UUID(1, 2).toString());
        assertThat(device.getCredentials()).isNull();
        assertThat(RuleDecision.allows(rule(GET, "/devices/me"), device, PathContainer.parsePath("/devices/me")))
                .isTrue();
    }

    @Test
    void a_rule_for_an_account_needs_a_path_with_the_account() {
        assertThatThrownBy(() -> AccessRules.rules().accountOrOperator(GET, "/accounts/{id}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessRules.rules().anyOf(GET, "/x")).isInstanceOf(IllegalArgumentException.class);
    }

    private AccessRule rule(HttpMethod method, String path) {
        AccessRule rule = found(method, path);
        assertThat(rule).isNotNull();
        return java.util.Objects.requireNonNull(rule);
    }

    private @Nullable AccessRule found(HttpMethod method, String path) {
        return rules.find(method, PathContainer.parsePath(path));
    }

    private static Authentication viewer1(Role role) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "viewer-1", null, AuthorityUtils.createAuthorityList("ROLE_" + role.name()));
    }
}
