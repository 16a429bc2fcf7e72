package dev.rendezvous.command.profile;

import dev.rendezvous.api.profile.Profile;
import java.util.Optional;

/** What each profile allows now (R33). */
@FunctionalInterface
public interface Profiles {
    /** The profile of this name, the standard one also if nobody defined it; empty if there is none. */
    Optional<Profile> find(String name);
}
