package dev.rendezvous.api.account;

import dev.rendezvous.api.personal.Personal;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device as its account sees it. */
public record LinkedDevice(
        DeviceId deviceId, @Personal @Nullable String name, @Nullable String deviceType, Instant linkedAt) {}
