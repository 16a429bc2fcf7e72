package dev.rendezvous.query.linkeddevice;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.ViewReadiness;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkedDeviceSettings.class)
class LinkedDeviceConfiguration {
    private static final int BATCH_SIZE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    LinkedDeviceProjection linkedDeviceProjection(JdbcClient db) {
        return new LinkedDeviceProjection(db);
    }

    @Bean
    AccountStatusProjection accountStatusProjection(JdbcClient db) {
        return new AccountStatusProjection(db);
    }

    @Bean
    ProfileProjection profileProjection(JdbcClient db, Serializer serializer) {
        return new ProfileProjection(db, serializer);
    }

    @Bean
    ApprovalChangeProjection approvalChangeProjection(JdbcClient db) {
        return new ApprovalChangeProjection(db);
    }

    @Bean
    AccountViews accountViews(
            JdbcClient db,
            ProfileProjection profiles,
            ReadPosition linkedDevicesPosition,
            LinkedDeviceSettings settings) {
        return new AccountViews(new AccountTables(db), profiles, linkedDevicesPosition, settings.devicesInMemory());
    }

    @Bean
    LinkedDevices linkedDevices(
            AccountViews accounts, ReadPosition linkedDevicesPosition, CatchUp linkedDevicesCatchUp) {
        return new LinkedDevices(accounts, linkedDevicesPosition, linkedDevicesCatchUp);
    }

    @Bean
    DeviceLane deviceLane(
            AccountViews accounts, DeviceTokens tokens, ClientAddress addresses, JsonMapper json, Clock clock) {
        return new DeviceLane(accounts, tokens, addresses, json, clock);
    }

    @Bean
    ReadPosition linkedDevicesPosition() {
        return new ReadPosition();
    }

    @Bean
    CatchUp linkedDevicesCatchUp(EventLog log, ReadPosition linkedDevicesPosition) {
        return new CatchUp(log, linkedDevicesPosition, PATIENCE);
    }

    @Bean
    ViewReadiness linkedDevicesHealthIndicator(CatchUp linkedDevicesCatchUp) {
        return new ViewReadiness(linkedDevicesCatchUp);
    }

    /** Tables and position are written in one transaction a batch, so no event counts twice. */
    @Bean
    ConfigurerModule linkedDevicesProcessor(ReadPosition linkedDevicesPosition) {
        TrackingEventProcessorConfiguration reading = TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(BATCH_SIZE)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken);
        return axon -> axon.eventProcessing(
                processing -> linkedDevicesPosition.follow(processing, LinkedDeviceProjection.NAME, reading));
    }

    @Bean
    AccessRules linkedDeviceAccess() {
        return AccessRules.rules()
                .device(GET, LinkedDeviceController.ME)
                .device(GET, LinkedDeviceController.CONTENT_AUTHORISATION)
                .device(GET, LinkedDeviceController.ACCOUNT_DEVICES)
                .accountOrOperator(GET, AccountDevicesController.DEVICES)
                .operator(GET, ProfilesController.PROFILES);
    }
}
