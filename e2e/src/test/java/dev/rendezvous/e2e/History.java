package dev.rendezvous.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that has happened, as an auditor is told it, on any engine. */
final class History {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> entries = new ArrayList<>();

    /** @param export of everything, as lines */
    History(String export) {
        export.lines()
                .map(JSON::readTree)
                .filter(line -> line.has("specversion"))
                .forEach(entries::add);
    }

    /** How often each session was linked, if it was. */
    Map<String, Integer> linksPerSession() {
        Map<String, Integer> links = new HashMap<>();
        for (JsonNode entry : entries) {
            if (is(entry, "DeviceLinked")) links.merge(of(entry, "sessionId"), 1, Integer::sum);
        }
        return links;
    }

    /** Over every prefix of the history, of any account. */
    int mostLinkedAtOnce() {
        Map<String, Set<String>> linked = new HashMap<>();
        int most = 0;
        for (JsonNode entry : entries) {
            Set<String> devices = linked.computeIfAbsent(of(entry, "accountId"), account -> new HashSet<>());
            if (is(entry, "DeviceLinked")) devices.add(of(entry, "deviceId"));
            if (is(entry, "DeviceUnlinked")) devices.remove(of(entry, "deviceId"));
            most = Math.max(most, devices.size());
        }
        return most;
    }

    private static boolean is(JsonNode entry, String type) {
        return entry.path("type").asString().endsWith("." + type);
    }

    private static String of(JsonNode entry, String field) {
        return entry.path("data").path(field).asString("");
    }
}
