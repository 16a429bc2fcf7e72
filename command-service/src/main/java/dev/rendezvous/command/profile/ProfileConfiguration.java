package dev.rendezvous.command.profile;

import static org.springframework.http.HttpMethod.PUT;

import dev.rendezvous.command.gateway.AggregateRepositories;
import dev.rendezvous.command.gateway.InTransaction;
import dev.rendezvous.edge.security.AccessRules;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {
    @Bean
    Repository<ProfileDefinition> profileDefinitionRepository(AggregateRepositories repositories) {
        return repositories.of(ProfileDefinition.class);
    }

    @Bean
    ProfileTable profiles(JdbcClient db, Serializer serializer) {
        return new ProfileTable(db, serializer);
    }

    @Bean
    AccessRules profileAccess() {
        return AccessRules.rules().operator(PUT, ProfileController.PROFILE);
    }

    @Autowired
    void keepProfilesInTransaction(EventProcessingConfigurer events) {
        InTransaction.handle(events, ProfileTable.GROUP);
    }
}
