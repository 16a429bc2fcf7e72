package dev.rendezvous.edge.security;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.problem.InvalidRequest;
import dev.rendezvous.edge.startup.ListeningAddress;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/** Who may call: what no rule allows is refused, and rules for anyone cost nothing. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration"
        })
@EnableConfigurationProperties(LocalUsersSettings.class)
class SecurityConfiguration {
    /** On a port of its own, which the network keeps to those who operate, a scrape needs no credentials. */
    @Bean
    static AccessRules managementAccess(Environment environment) {
        AccessRules rules = AccessRules.rules()
                .anyone(GET, "/actuator/health")
                .anyone(GET, "/actuator/health/**")
                .anyOf(GET, "/actuator/**", Role.OPERATOR);
        boolean apart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        return apart ? rules.anyone(GET, "/actuator/prometheus") : rules;
    }

    @Bean
    static RuleBook ruleBook(ObjectProvider<AccessRules> rules, LocalUsersSettings localUsers) {
        return new RuleBook(LoginChain.withLogin(rules.orderedStream().toList(), localUsers.enabled()));
    }

    @Bean
    static RuleFilter ruleFilter(RuleBook rules) {
        return new RuleFilter(rules);
    }

    @Bean
    static LocalUsers localUsers(LocalUsersSettings settings, Environment environment) {
        if (settings.enabled()) ListeningAddress.requireLoopback(environment, "rendezvous.local-users.enabled=true");
        return new LocalUsers(settings);
    }

    /** For anyone: nothing but a few headers. */
    @Bean
    @Order(1)
    static SecurityWebFilterChain openChain() {
        return new MatcherSecurityWebFilterChain(
                exchange -> LoginChain.isOpen(exchange) ? MatchResult.match() : MatchResult.notMatch(),
                List.of(new OpenHeaders()));
    }

    /** For everything that a rule wants credentials for. */
    @Bean
    @Order(2)
    static SecurityWebFilterChain closedChain(
            ServerHttpSecurity http, DeviceTokens tokens, LocalUsers users, LocalUsersSettings settings) {
        return LoginChain.build(http, new Credentials(tokens), users, settings.enabled());
    }

    @Bean
    static ServerExchangeRejectedHandler strangeUrls() {
        return (exchange, rejected) -> Mono.error(new InvalidRequest("url", "is not in a form that is accepted here"));
    }
}
