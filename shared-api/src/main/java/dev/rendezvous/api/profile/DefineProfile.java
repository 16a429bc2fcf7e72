package dev.rendezvous.api.profile;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says what a profile allows from now on (R31, R33). Answered with whether the profile is new. */
public record DefineProfile(Profile profile) {
    /** Identity of the profile in the history, where an account may have the profile's name. */
    @TargetAggregateIdentifier
    public String aggregateIdentifier() {
        return identifierOf(profile.name());
    }

    /** Identity in the history of the profile of this name. */
    public static String identifierOf(String name) {
        return UUID.nameUUIDFromBytes(("profile:" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
