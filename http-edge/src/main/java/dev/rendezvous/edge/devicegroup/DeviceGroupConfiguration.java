package dev.rendezvous.edge.devicegroup;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.edge.startup.RefusedSettings;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(DeviceGroupConfiguration.Settings.class)
class DeviceGroupConfiguration {
    /** @param deviceGroups for each group its device types */
    @ConfigurationProperties("rendezvous")
    record Settings(@DefaultValue Map<String, List<String>> deviceGroups) {}

    @Bean
    DeviceGroups deviceGroups(Settings settings) {
        try {
            return new DeviceGroups(settings.deviceGroups());
        } catch (IllegalArgumentException e) {
            throw new RefusedSettings(
                    "rendezvous.device-groups: " + e.getMessage(), "Name each device type in one group only.");
        }
    }
}
