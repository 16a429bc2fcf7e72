package dev.rendezvous.query.linkeddevice;

import static org.springframework.http.HttpMethod.GET;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.client.ClientAddress;
import dev.rendezvous.edge.security.AccessRules;
import dev.rendezvous.engine.EventLog;
import dev.rendezvous.engine.LogReaders;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.engine.StoredTokens;
import dev.rendezvous.engine.TablesPosition;
import dev.rendezvous.query.catchup.CatchUp;
import dev.rendezvous.query.catchup.FollowedView;
import dev.rendezvous.query.catchup.Freshness;
import dev.rendezvous.query.catchup.ViewReadiness;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkedDeviceSettings.class)
class LinkedDeviceConfiguration {
    private static final int BATCH_SIZE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    ReadPosition accountViewsPosition() {
        return new ReadPosition();
    }

    @Bean
    AccountViews accountViews(
            Generations generations, ReadPosition accountViewsPosition, LinkedDeviceSettings settings) {
        return new AccountViews(generations, accountViewsPosition, settings.devicesInMemory());
    }

    @Bean
    CatchUp accountViewsCatchUp(EventLog log, ReadPosition accountViewsPosition) {
        return new CatchUp(log, accountViewsPosition, PATIENCE);
    }

    @Bean
    Freshness accountViewsFreshness(EventLog log, ReadPosition accountViewsPosition) {
        return new Freshness(log, accountViewsPosition);
    }

    @Bean
    LinkedDevices linkedDevices(
            AccountViews accounts,
            Freshness accountViewsFreshness,
            CatchUp accountViewsCatchUp,
            CatchUp linkedDevicesCatchUp) {
        return new LinkedDevices(accounts, accountViewsFreshness::isFresh, accountViewsCatchUp, linkedDevicesCatchUp);
    }

    @Bean
    DeviceLane deviceLane(
            AccountViews accounts,
            Freshness accountViewsFreshness,
            DeviceTokens tokens,
            ClientAddress addresses,
            JsonMapper json,
            Clock clock) {
        return new DeviceLane(accounts, accountViewsFreshness::isFresh, tokens, addresses, json, clock);
    }

    @Bean
    TablesPosition linkedDevicesPosition(StoredTokens tokens, ReadPosition accountViewsPosition) {
        return new TablesPosition(tokens, LinkedDeviceProjection.NAME, accountViewsPosition);
    }

    @Bean
    CatchUp linkedDevicesCatchUp(EventLog log, TablesPosition linkedDevicesPosition) {
        return new CatchUp(log, linkedDevicesPosition.position(), PATIENCE);
    }

    @Bean
    ViewReadiness accountViewsHealthIndicator(CatchUp accountViewsCatchUp) {
        return new ViewReadiness(accountViewsCatchUp);
    }

    @Bean
    ViewReadiness linkedDevicesHealthIndicator(CatchUp linkedDevicesCatchUp) {
        return new ViewReadiness(linkedDevicesCatchUp);
    }

    @Bean
    SettledTables settledTables(
            AccountViews accounts, ReadPosition accountViewsPosition, CatchUp linkedDevicesCatchUp) {
        return new SettledTables(accounts, accountViewsPosition, linkedDevicesCatchUp);
    }

    @Bean
    ConfigurerModule linkedDeviceReaders(ReadPosition accountViewsPosition) {
        return axon -> axon.eventProcessing(processing -> {
            LogReaders.forTables(
                    processing,
                    LinkedDeviceProjection.NAME,
                    reading().andInitialTrackingToken(StreamableMessageSource::createTailToken));
            LogReaders.forMemory(
                    processing,
                    AccountViews.NAME,
                    reading().andInitialTrackingToken(log -> LogReaders.beforeOpenTransactions(log.createHeadToken())),
                    accountViewsPosition);
        });
    }

    private static TrackingEventProcessorConfiguration reading() {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing().andBatchSize(BATCH_SIZE);
    }

    @Bean
    FollowedView followedAccountViews(ReadPosition accountViewsPosition) {
        return new FollowedView(AccountViews.NAME, accountViewsPosition);
    }

    @Bean
    FollowedView followedLinkedDevices(TablesPosition linkedDevicesPosition) {
        return new FollowedView(LinkedDeviceProjection.NAME, linkedDevicesPosition.position());
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
