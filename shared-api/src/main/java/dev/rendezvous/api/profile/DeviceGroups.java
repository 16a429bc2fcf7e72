package dev.rendezvous.api.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which device types make up which group (R31). Both services must be given the same. */
public final class DeviceGroups {
    private final Map<String, String> groupOfType = new HashMap<>();

    /**
     * @param typesOfGroup for each group its device types; a type belongs to one group at most
     * @throws IllegalArgumentException if a type is in two groups
     */
    public DeviceGroups(Map<String, List<String>> typesOfGroup) {
        typesOfGroup.forEach((group, types) -> types.forEach(type -> {
            String other = groupOfType.put(type, group);
            if (other != null) {
                throw new IllegalArgumentException(
                        "device type '%s' is in groups '%s' and '%s'".formatted(type, other, group));
            }
        }));
    }

    /** The group of a device type; {@code null} if it has none. */
    public @Nullable String groupOf(@Nullable String deviceType) {
        return deviceType == null ? null : groupOfType.get(deviceType);
    }
}
