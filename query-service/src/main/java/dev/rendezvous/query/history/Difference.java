package dev.rendezvous.query.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One value that is another at the second instant.
 *
 * @param field its name, with dots below another: {@code limits.devices.used}; of a device group by the group's name
 * @param before {@code null} if there was none
 * @param after {@code null} if there is none any more
 */
record Difference(String field, JsonNode before, JsonNode after) {
    private static final String GROUP = "group";

    /** Each value in which two objects differ, by name. */
    static List<Difference> between(JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = valuesOf(before);
        Map<String, JsonNode> now = valuesOf(after);
        Set<String> fields = new TreeSet<>(old.keySet());
        fields.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            JsonNode was = old.getOrDefault(field, NullNode.getInstance());
            JsonNode is = now.getOrDefault(field, NullNode.getInstance());
            if (!was.equals(is)) differences.add(new Difference(field, was, is));
        }
        return differences;
    }

    private static Map<String, JsonNode> valuesOf(JsonNode node) {
        Map<String, JsonNode> values = new TreeMap<>();
        node.properties().forEach(member -> collect(member.getKey(), member.getValue(), values));
        return values;
    }

    private static void collect(String field, JsonNode value, Map<String, JsonNode> into) {
        if (value.isObject()) {
            value.properties().forEach(member -> collect(field + "." + member.getKey(), member.getValue(), into));
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                collect(field + "." + element.path(GROUP).asString(), element, into);
            }
        } else {
            into.put(field, value);
        }
    }
}
