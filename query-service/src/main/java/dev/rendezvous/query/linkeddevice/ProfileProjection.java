package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;

/** What each profile allows: one row a defined profile. Handled together with the accounts that have it. */
final class ProfileProjection {
    private final TableSet db;
    private final Changes changes;
    private final Serializer json;

    ProfileProjection(TableSet db, Changes changes, Serializer json) {
        this.db = db;
        this.changes = changes;
        this.json = json;
    }

    @EventHandler
    void on(ProfileDefined event) {
        String definition = json.serialize(event.profile(), String.class).getData();
        changes.noteRow(
                "UPDATE {defined_profile} SET definition = ? WHERE name = ?",
                "INSERT INTO {defined_profile} (definition, name) VALUES (?, ?)",
                definition,
                event.profile().name());
    }

    /** The profile of this name, the standard one also if nobody defined it; empty if there is none. */
    Optional<Profile> find(String name) {
        return db.sql("SELECT definition FROM {defined_profile} WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(this::read)
                .or(() -> Optional.of(Profile.STANDARD)
                        .filter(standard -> standard.name().equals(name)));
    }

    /** By name; the standard one also if nobody defined it. */
    List<Profile> all() {
        List<Profile> defined =
                db.sql("SELECT definition FROM {defined_profile} ORDER BY name").query(String.class).list().stream()
                        .map(this::read)
                        .toList();
        String standard = Profile.STANDARD.name();
        if (defined.stream().anyMatch(profile -> profile.name().equals(standard))) return defined;
        return Stream.concat(Stream.of(Profile.STANDARD), defined.stream()).toList();
    }

    private Profile read(String definition) {
        return json.deserialize(new SimpleSerializedObject<>(definition, String.class, Profile.class.getName(), null));
    }
}
