package dev.rendezvous.query.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one event made of one device.
 *
 * @param before {@code null} if it was not linked before
 * @param after {@code null} if it is not linked any more
 */
public record DeviceChange(@Nullable DeviceView before, @Nullable DeviceView after) {
    /** @throws IllegalArgumentException if there was and is no device */
    public DeviceChange {
        if (before == null && after == null) throw new IllegalArgumentException("no device has changed");
    }

    /** The device as it is known last. */
    public DeviceView device() {
        return Objects.requireNonNull(after == null ? before : after);
    }
}
