package dev.rendezvous.query.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What is different about one device of an account. */
record DeviceDifference(String deviceId, Change change, List<Difference> fields) {
    private static final String DEVICE_ID = "deviceId";

    /** Whether it is linked at the second instant only, at the first only, or at both. */
    enum Change {
        LINKED,
        UNLINKED,
        CHANGED
    }

    /** Each device that is not the same in both lists, those of the first list first. */
    static List<DeviceDifference> between(JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = byId(before);
        Map<String, JsonNode> now = byId(after);
        List<DeviceDifference> differences = new ArrayList<>();
        old.forEach((id, device) -> add(differences, id, device, now.getOrDefault(id, NullNode.getInstance())));
        now.forEach((id, device) -> {
            if (!old.containsKey(id)) add(differences, id, NullNode.getInstance(), device);
        });
        return differences;
    }

    private static void add(List<DeviceDifference> to, String id, JsonNode before, JsonNode after) {
        List<Difference> fields = Difference.between(before, after).stream()
                .filter(field -> !field.field().equals(DEVICE_ID))
                .toList();
        Change change = before.isNull() ? Change.LINKED : after.isNull() ? Change.UNLINKED : Change.CHANGED;
        if (change != Change.CHANGED || !fields.isEmpty()) to.add(new DeviceDifference(id, change, fields));
    }

    private static Map<String, JsonNode> byId(JsonNode devices) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (JsonNode device : devices) byId.put(device.path(DEVICE_ID).asString(), device);
        return byId;
    }
}
