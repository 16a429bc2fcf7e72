package dev.rendezvous.api.profile;

import org.axonframework.serialization.Revision;

/**
 * A profile allows this from now on, for all its accounts at once (R33).
 *
 * @param version 1 for the first definition, then one more each time
 */
@Revision("1")
public record ProfileDefined(Profile profile, long version) implements ProfileEvent {}
