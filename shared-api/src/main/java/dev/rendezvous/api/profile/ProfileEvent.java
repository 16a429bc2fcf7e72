package dev.rendezvous.api.profile;

/** What can happen to a profile. */
public sealed interface ProfileEvent permits ProfileDefined {
    Profile profile();
}
