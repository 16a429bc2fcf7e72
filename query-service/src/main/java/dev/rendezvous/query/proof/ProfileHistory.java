package dev.rendezvous.query.proof;

import dev.rendezvous.api.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each profile has allowed since when. */
final class ProfileHistory {
    private final Map<String, List<Definition>> definitions = new HashMap<>();
    private final Duration inFlight;

    /** @param inFlight how long a decision may take from reading the profile to its event */
    ProfileHistory(Duration inFlight) {
        this.inFlight = inFlight;
        definitions.put(
                Profile.STANDARD.name(), new ArrayList<>(List.of(new Definition(Profile.STANDARD, Instant.MIN))));
    }

    private record Definition(Profile profile, Instant since) {}

    void define(Profile profile, Instant at) {
        definitions.computeIfAbsent(profile.name(), name -> new ArrayList<>()).add(new Definition(profile, at));
    }

    /**
     * The definitions that an event of that time may have been decided by, the newest last; none if nobody has defined such a
     * profile.
     */
    List<Profile> mayHaveDecided(String name, Instant at) {
        List<Definition> known = definitions.get(name);
        if (known == null) return List.of();
        int first = known.size() - 1;
        while (first > 0 && known.get(first).since().isAfter(at.minus(inFlight))) first--;
        return known.subList(first, known.size()).stream()
                .map(Definition::profile)
                .toList();
    }
}
