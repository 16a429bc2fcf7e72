package dev.rendezvous.api.limit;

import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One device added to or removed from an account's list of approved devices, other than by an override.
 *
 * @param added whether it was added
 * @param amendment the account's amendment that it was part of; {@code null} for an automatic addition
 */
public record ApprovalChange(Instant at, DeviceId deviceId, boolean added, @Nullable Long amendment) {}
