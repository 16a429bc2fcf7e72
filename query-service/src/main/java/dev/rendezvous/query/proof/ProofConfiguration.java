package dev.rendezvous.query.proof;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EventLog;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofSettings.class)
class ProofConfiguration {
    @Bean
    Proofs proofs(
            EventStore store,
            EventLog log,
            JdbcClient db,
            JsonMapper json,
            Clock clock,
            DeviceGroups groups,
            ProofSettings settings,
            Durability durability) {
        return new Proofs(new StoredHistory(store, log), new ProofTable(db, json, clock), groups, settings, durability);
    }

    @Bean
    AccessRules proofAccess() {
        return AccessRules.rules().auditor(POST, ProofController.PROOFS).auditor(GET, ProofController.PROOF);
    }
}
