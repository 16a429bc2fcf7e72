package dev.rendezvous.query.history;

import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that was linked before and was not then.
 *
 * @param linkedAt when it had been linked last
 * @param correlationId of the request that ended the link: for a device that moved, the other account has it too
 */
record FormerDevice(
        DeviceId deviceId,
        Instant linkedAt,
        Instant unlinkedAt,
        DeviceUnlinked.Reason reason,
        @Nullable String correlationId) {}
