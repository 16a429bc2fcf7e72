package dev.rendezvous.command.profile;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What one profile has allowed, version by version. */
@Aggregate
class ProfileDefinition {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable Profile profile;
    private long version;

    ProfileDefinition() {}

    /** Returns whether the profile is new. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(DefineProfile command) {
        boolean isNew =
                id == null && !Profile.STANDARD.name().equals(command.profile().name());
        if (!command.profile().equals(profile)) apply(new ProfileDefined(command.profile(), version + 1));
        return isNew;
    }

    @EventSourcingHandler
    void on(ProfileDefined event) {
        id = DefineProfile.identifierOf(event.profile().name());
        profile = event.profile();
        version = event.version();
    }
}
