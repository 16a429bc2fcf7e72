package dev.rendezvous.command.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which device types make up which group (R31).
 *
 * @param deviceGroups for each group its types; a type belongs to one group at most
 */
@ConfigurationProperties("rendezvous")
public record DeviceGroups(@DefaultValue Map<String, List<String>> deviceGroups) {
    /** @throws IllegalArgumentException if a type is in two groups */
    public DeviceGroups {
        Map<String, String> groupOfType = new HashMap<>();
        deviceGroups.forEach((group, types) -> types.forEach(type -> {
            String other = groupOfType.put(type, group);
            if (other != null) {
                throw new IllegalArgumentException(
                        "device type '%s' is in groups '%s' and '%s'".formatted(type, other, group));
            }
        }));
    }

    /** The group of a device type; {@code null} if it has none. */
    public @Nullable String groupOf(@Nullable String deviceType) {
        if (deviceType == null) return null;
        return deviceGroups.entrySet().stream()
                .filter(group -> group.getValue().contains(deviceType))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    /** Whether two device types belong to the same group, or to none. */
    public boolean areOne(@Nullable String deviceType, @Nullable String other) {
        return Objects.equals(groupOf(deviceType), groupOf(other));
    }
}
