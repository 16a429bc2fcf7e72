package dev.rendezvous.api.limit;

import org.jspecify.annotations.Nullable;

/**
 * How much of a device group's limit is used (R31).
 *
 * @param limit {@code null} for unlimited
 * @param overLimit whether more is used than the limit allows (R33)
 * @param ignoreDeviceLimit whether the group's devices do not count towards the device limit
 */
public record GroupUse(String group, int used, @Nullable Integer limit, boolean overLimit, boolean ignoreDeviceLimit) {}
