package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.engine.StoredTokens;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.query.parked.ParkedEvents;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import reactor.core.scheduler.Schedulers;

/** The tables, those that serve and those that are rebuilt. */
@Configuration(proxyBeanMethods = false)
class DeviceTablesConfiguration {
    private static final String BESIDE = LinkedDeviceProjection.NAME + " rebuilt";

    @Bean
    Generations linkedDeviceGenerations(
            JdbcClient db,
            JdbcOperations batches,
            Serializer serializer,
            PersonalTexts texts,
            ParkedEvents.Factory parking) {
        return new Generations(db, batches, serializer, texts, parking.of(LinkedDeviceProjection.NAME));
    }

    @Bean
    ServingTables servingTables(
            Generations generations, ParkedEvents.Factory parking, TransactionOperations transaction) {
        return new ServingTables(generations, parking.of(LinkedDeviceProjection.NAME), transaction);
    }

    @Bean
    RebuiltTables rebuiltTables(
            Generations generations,
            JdbcClient db,
            PersonalTexts texts,
            StoredTokens tokens,
            TransactionOperations transaction,
            ParkedEvents.Factory parking) {
        return new RebuiltTables(
                generations,
                new TableComparison(db, texts),
                tokens,
                transaction,
                parking.of(LinkedDeviceProjection.NAME),
                parking.of(BESIDE));
    }

    @Bean
    ExchangedTables exchangedTables(Generations generations, AccountViews accounts) {
        return new ExchangedTables(generations.sets(), accounts, Schedulers.boundedElastic());
    }
}
