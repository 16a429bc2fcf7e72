package dev.rendezvous.query.parked;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class ParkedConfiguration {
    @Bean
    ParkedEvents.Factory parking(
            JdbcClient db,
            ConnectionProvider connections,
            TransactionManager transactions,
            PlatformTransactionManager savepoints,
            Serializer general,
            @Qualifier("eventSerializer") Serializer events,
            PersonalTexts texts) {
        return new ParkedEvents.Factory(db, connections, transactions, savepoints, general, events, texts);
    }

    @Bean
    ParkedTable parkedTable(JdbcClient db) {
        return new ParkedTable(db);
    }

    @Bean
    ParkedMetrics parkedMetrics(List<Retryable> projections) {
        return new ParkedMetrics(projections);
    }

    @Bean
    AccessRules parkedAccess() {
        return AccessRules.rules()
                .anyOf(GET, ParkedEventsController.PARKED, Role.OPERATOR, Role.AUDITOR)
                .operator(POST, ParkedEventsController.RETRY)
                .operator(POST, ParkedEventsController.DISCARD);
    }
}
