package dev.rendezvous.query.history;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.edge.security.AccessRules;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    @Bean
    Histories histories(EventStore history) {
        return new Histories(history);
    }

    @Bean
    PastAccounts pastAccounts(Histories histories, DeviceGroups groups, JsonMapper json) {
        return new PastAccounts(histories, groups, json);
    }

    @Bean
    AccessRules historyAccess() {
        return AccessRules.rules()
                .auditor(GET, HistoryController.ACCOUNT)
                .auditor(GET, HistoryController.DIFFERENCE)
                .auditor(GET, HistoryController.REGISTRATION);
    }
}
