package dev.rendezvous.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceGroupsTest {
    @Test
    void a_device_type_belongs_to_one_group() { // R31
        DeviceGroups groups = new DeviceGroups(Map.of("tv", List.of("a", "b"), "phone", List.of("c")));
        assertThat(groups.groupOf("b")).isEqualTo("tv");
        assertThat(groups.groupOf("d")).isNull();
        assertThat(groups.groupOf(null)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceGroups(Map.of("tv", List.of("a"), "phone", List.of("a"))))
                .withMessageContaining("'a'");
    }
}
