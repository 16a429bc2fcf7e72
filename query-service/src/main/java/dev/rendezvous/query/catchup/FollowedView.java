package dev.rendezvous.query.catchup;

import dev.rendezvous.engine.ReadPosition;

/** A view whose lag behind the event log is watched: contributed as a bean, under the name of its projection. */
public record FollowedView(String projection, ReadPosition position) {}
