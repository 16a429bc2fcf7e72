package dev.rendezvous.query.explanation;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExplanationConfiguration {
    @Bean
    AccessRules explanationAccess() {
        return AccessRules.rules().accountOr(GET, ExplanationController.EXPLANATION, Role.OPERATOR, Role.AUDITOR);
    }
}
