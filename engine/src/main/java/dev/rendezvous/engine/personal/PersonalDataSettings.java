package dev.rendezvous.engine.personal;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How personal data are kept (R57).
 *
 * @param activeKey id of the master key that wraps new data keys; none for one that is derived from the active token key
 * @param keys key id to master key, base64, 32 bytes; what a key that is removed has wrapped is lost
 * @param datasource where the data keys are kept; null for the database of the events
 * @param unclaimedRetention how long it stays known where a device asked from whose code nobody entered
 */
@ConfigurationProperties("rendezvous.personal-data")
record PersonalDataSettings(
        @DefaultValue("") String activeKey,
        @DefaultValue Map<String, String> keys,
        @Nullable Datasource datasource,
        @DefaultValue("30d") Duration unclaimedRetention) {
    /**
     * A database of its own for the data keys.
     *
     * @param url of PostgreSQL, or of H2 in its mode
     */
    record Datasource(String url, @DefaultValue("") String username, @DefaultValue("") String password) {
        @Override
        public String toString() {
            return "Datasource[url=%s, username=%s]".formatted(url, username);
        }
    }

    PersonalDataSettings {
        if (unclaimedRetention.compareTo(Duration.ofHours(1)) < 0) { // a code may be live until then
            throw new IllegalArgumentException(
                    "rendezvous.personal-data.unclaimed-retention must be an hour at least, was " + unclaimedRetention);
        }
    }

    @Override
    public String toString() {
        return "PersonalDataSettings[activeKey=%s, keys=%s, datasource=%s, unclaimedRetention=%s]"
                .formatted(activeKey, keys.keySet(), datasource, unclaimedRetention);
    }
}
