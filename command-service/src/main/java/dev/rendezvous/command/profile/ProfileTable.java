package dev.rendezvous.command.profile;

import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each profile allows now: table {@code profile}, written in the transaction that appends the event, so that the next
 * command of any account is decided by it (R33).
 */
@ProcessingGroup(ProfileTable.GROUP)
class ProfileTable implements Profiles {
    static final String GROUP = "profiles";

    private final JdbcClient db;
    private final Serializer json;

    ProfileTable(JdbcClient db, Serializer json) {
        this.db = db;
        this.json = json;
    }

    @Override
    public Optional<Profile> find(String name) {
        return db.sql("SELECT definition FROM profile WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(this::read)
                .or(() -> Optional.of(Profile.STANDARD)
                        .filter(standard -> standard.name().equals(name)));
    }

    @EventHandler
    void on(ProfileDefined event) {
        String definition = json.serialize(event.profile(), String.class).getData();
        int known = db.sql("UPDATE profile SET definition = ? WHERE name = ?")
                .params(definition, event.profile().name())
                .update();
        if (known == 0) {
            db.sql("INSERT INTO profile (name, definition) VALUES (?, ?)")
                    .params(event.profile().name(), definition)
                    .update();
        }
    }

    private Profile read(String definition) {
        return json.deserialize(new SimpleSerializedObject<>(definition, String.class, Profile.class.getName(), null));
    }
}
