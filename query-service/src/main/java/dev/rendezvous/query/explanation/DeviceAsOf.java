package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceStatus;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as its account's history tells it.
 *
 * @param linkedAt when it was linked last; {@code null} while it is not linked
 * @param said the last event of each kind that says how the device stands
 */
record DeviceAsOf(
        DeviceId deviceId,
        @Nullable String deviceType,
        @Nullable Instant linkedAt,
        DeviceStatus status,
        Map<String, Explanation.Occurrence> said) {
    static DeviceAsOf neverLinked(DeviceId deviceId, @Nullable String deviceType) {
        return new DeviceAsOf(deviceId, deviceType, null, DeviceStatus.LINKED, Map.of());
    }

    boolean isLinked() {
        return linkedAt != null;
    }

    /** Linked once more, what was said of it stays (R23). */
    DeviceAsOf linked(DeviceLinked event, Instant at) {
        DeviceAsOf linked = new DeviceAsOf(deviceId, event.deviceType(), at, status, isLinked() ? said : Map.of());
        return linked.saying(AccountAsOf.LINK, event, at);
    }

    DeviceAsOf unlinked(Object event, Instant at) {
        return neverLinked(deviceId, deviceType).saying(AccountAsOf.LINK, event, at);
    }

    /** @param what the kind of thing that is said; the next event of the kind replaces this one */
    DeviceAsOf with(DeviceStatus other, String what, Object event, Instant at) {
        return new DeviceAsOf(deviceId, deviceType, linkedAt, other, said).saying(what, event, at);
    }

    /** The events that say this of the device; none where nothing was said. */
    List<Explanation.Occurrence> said(String... what) {
        return List.of(what).stream().filter(said::containsKey).map(said::get).toList();
    }

    private DeviceAsOf saying(String what, Object event, Instant at) {
        Map<String, Explanation.Occurrence> more = new LinkedHashMap<>(said);
        more.put(what, new Explanation.Occurrence(event.getClass().getSimpleName(), at, deviceId, null));
        return new DeviceAsOf(deviceId, deviceType, linkedAt, status, Map.copyOf(more));
    }
}
