package dev.rendezvous.api.token;

import java.util.UUID;

/** Names a device token without being one: with the key {@code keyId} the token can be recomputed, without it not (R27). */
public record TokenRef(String keyId, UUID tokenId) {}
