package dev.rendezvous.command.registration;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.command.gateway.AggregateRepositories;
import dev.rendezvous.command.gateway.CommandBatches;
import dev.rendezvous.command.gateway.Commands;
import dev.rendezvous.command.gateway.InTransaction;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.AggregateVersions;
import dev.rendezvous.engine.EngineSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationSettings.class)
class RegistrationConfiguration {
    /** One can be handled while another waits for its commit. */
    private static final int BATCHES_AT_ONCE = 2;

    @Bean
    Repository<RegistrationSession> registrationSessionRepository(AggregateRepositories repositories) {
        return repositories.of(RegistrationSession.class);
    }

    @Bean
    AccessRules registrationAccess() {
        return AccessRules.rules().operator(HttpMethod.DELETE, RegistrationController.REGISTRATION);
    }

    @Autowired
    void releaseCodesInTransaction(EventProcessingConfigurer events) {
        InTransaction.handle(events, WhenSessionEndsThenReleaseCode.GROUP);
    }

    /** UUIDv7: sorted by time, so that keys are appended at one end of their index. The time is the product's. */
    @Bean
    Supplier<UUID> ids(Clock clock) {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
        return generator::generate;
    }

    @Bean
    CodeReservations codeReservations(JdbcClient db) {
        return new CodeReservations(db);
    }

    @Bean
    LiveCodes liveCodes(EngineSettings engine, CodeReservations reservations, JdbcClient db) {
        return engine.isOneProcess()
                ? new LiveCodesOfOneProcess(reservations.countLive())
                : new LiveCodesOfAllNodes(db);
    }

    @Bean
    CodeIssuing codeIssuing(
            Repository<RegistrationSession> sessions,
            CodeReservations reservations,
            LiveCodes liveCodes,
            RegistrationSettings settings,
            List<CorrelationDataProvider> correlation,
            Supplier<UUID> ids,
            Clock clock) {
        return new CodeIssuing(
                sessions, reservations, liveCodes, new CodeDraw(new SecureRandom()), settings, correlation, ids, clock);
    }

    @Bean
    CommandBatches<IssueCode, IssuedCode> codesTogether(Commands commands) {
        return commands.inBatches(IssueCodes::new, BATCHES_AT_ONCE);
    }

    @Bean
    CodeExpiring codeExpiring(
            CodeReservations reservations, LiveCodes liveCodes, AggregateVersions versions, EventBus history) {
        return new CodeExpiring(reservations, liveCodes, versions, history);
    }

    @Bean
    ExpirySweep expirySweep(CodeReservations reservations, Commands commands, Clock clock) {
        return new ExpirySweep(reservations, commands, clock);
    }
}
