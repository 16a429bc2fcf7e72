package dev.rendezvous.query.explanation;

import dev.rendezvous.api.registration.DeviceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account's history says of a device, linked or not.
 *
 * @param said the last event of each kind that says how the device stands
 */
record DeviceSaid(DeviceId deviceId, @Nullable String deviceType, Map<String, Explanation.Occurrence> said) {
    /** The events that say this of the device; none where nothing was said. */
    List<Explanation.Occurrence> said(String... what) {
        return List.of(what).stream().filter(said::containsKey).map(said::get).toList();
    }

    /** @param what the kind of thing that is said; the next event of the kind replaces this one */
    DeviceSaid saying(String what, Explanation.Occurrence event) {
        Map<String, Explanation.Occurrence> more = new HashMap<>(said);
        more.put(what, event);
        return new DeviceSaid(deviceId, deviceType, Map.copyOf(more));
    }
}
