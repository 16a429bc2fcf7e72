package dev.rendezvous.engine.personal;

import dev.rendezvous.engine.EngineSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** How every engine seals and opens what is about a person. */
@AutoConfiguration
@EnableConfigurationProperties(PersonalDataSettings.class)
public class PersonalDataConfiguration {
    private static final String DERIVED = "rendezvous personal data";

    /** What ids of derived keys begin with. */
    private static final String TOKEN_KEY = "token:";

    /** With others that destroy keys: within a second nobody can read what a key sealed. */
    private static final Duration SHARED = Duration.ofMillis(500);

    private static final Duration ALONE = Duration.ofHours(1);

    /** Those of the settings; those derived from token keys too, which wrap where the settings name no other. */
    @Bean
    MasterKeys masterKeys(PersonalDataSettings settings, Environment environment) {
        Map<String, byte[]> keys = new HashMap<>();
        decoded(Binder.get(environment)
                        .bind("rendezvous.token.keys", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()))
                .forEach((id, key) -> keys.put(TOKEN_KEY + id, derived(key)));
        keys.putAll(decoded(settings.keys()));
        String derived = TOKEN_KEY + environment.getProperty("rendezvous.token.active-key", "");
        if (settings.activeKey().isEmpty()) return new MasterKeys(keys.containsKey(derived) ? derived : null, keys);
        try {
            return new MasterKeys(settings.activeKey(), keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "rendezvous.personal-data.active-key", settings.activeKey(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, byte[]> decoded(Map<String, String> keys) {
        Map<String, byte[]> decoded = new HashMap<>();
        keys.forEach((id, key) -> {
            try {
                decoded.put(id, Base64.getDecoder().decode(key.strip()));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationPropertyValueException("key " + id, "(not shown)", "It is not base64.");
            }
        });
        return decoded;
    }

    /** A key for another purpose: who has it does not have the one it comes from. */
    private static byte[] derived(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(DERIVED.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    /**
     * With the events, unless another is configured. Then, or with events in Axon Server, which are seen before the rows that go
     * with them, keys are committed before: a key that no event uses is no harm.
     */
    @Bean
    KeyDatabase keyDatabase(
            PersonalDataSettings settings,
            JdbcOperations db,
            PlatformTransactionManager transactions,
            EngineSettings engine) {
        if (settings.datasource() != null) return KeyDatabase.apart(settings.datasource());
        TransactionTemplate keys = new TransactionTemplate(transactions);
        if (engine.engine() == EngineSettings.Engine.AXON_SERVER) {
            keys.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }
        return KeyDatabase.ofEvents(db, keys);
    }

    @Bean
    KeyStore keyStore(KeyDatabase keyDatabase, MasterKeys master) {
        return keyDatabase.store(master);
    }

    @Bean
    KeyTransaction keyTransaction(KeyDatabase keyDatabase) {
        return keyDatabase.transaction();
    }

    /** Not for whoever only reads, such as a proof. */
    @Bean
    @ConditionalOnProperty("rendezvous.personal-data.datasource.url")
    @ConditionalOnProperty(name = "spring.flyway.enabled", matchIfMissing = true)
    InitializingBean keysAreMovedOut(
            JdbcOperations db,
            TransactionOperations transaction,
            MasterKeys master,
            KeyStore apart,
            KeyTransaction keys) {
        KeyDatabase events = KeyDatabase.ofEvents(db, transaction);
        return () -> new KeysMoveOut(events.store(master), events.transaction(), apart, keys).run();
    }

    @Bean
    KeyRing keyRing(KeyStore store, EngineSettings engine) {
        return new KeyRing(store, engine.isOneProcess() ? ALONE : SHARED);
    }

    @Bean
    PersonalTexts personalTexts(KeyRing ring, KeyStore store, KeyTransaction keys) {
        return new PersonalTexts(ring, store, keys);
    }

    @Bean
    KeyCare keyCare(KeyStore store, KeyRing ring, KeyTransaction keys, Clock clock, PersonalDataSettings settings) {
        return new KeyCare(store, ring, keys, clock, settings.unclaimedRetention());
    }

    @Bean
    KeyFile keyFile(KeyStore store, KeyTransaction keys) {
        return new KeyFile(store, keys);
    }

    @Bean
    InitializingBean eventsAreSealed(EventStore events, KeyStore store, KeyRing ring, KeyTransaction keys) {
        return () -> events.registerDispatchInterceptor(new SealedEvents(store, ring, keys));
    }

    @Bean
    @Order(0)
    ClearTextsOfRevision1 clearTextsOfRevision1() {
        return new ClearTextsOfRevision1();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    OpenedEvents openedEvents(PersonalTexts texts) {
        return new OpenedEvents(new EventTexts(texts::open));
    }

    @Bean
    KeysAhead keysAhead(KeyRing ring) {
        return new KeysAhead(ring);
    }

    @Bean
    LeftSealed leftSealed(List<EventUpcaster> ordered) {
        return LeftSealed.of(ordered);
    }
}
