package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.token.TokenRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of table {@code linked_device}. */
record LinkRow(
        DeviceId deviceId,
        @Nullable String name,
        @Nullable String deviceType,
        TokenRef token,
        DeviceStatus status,
        Instant linkedAt,
        @Nullable Instant lastApprovedAt,
        @Nullable Instant lastUnapprovedAt,
        @Nullable Instant lastSignOnAt) {}
