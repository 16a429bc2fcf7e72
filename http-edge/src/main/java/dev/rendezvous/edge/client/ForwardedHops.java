package dev.rendezvous.edge.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads the addresses that proxies wrote down, the client's first. {@code Forwarded} (RFC 7239) wins if both are there. */
final class ForwardedHops {
    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final int MAX_LENGTH = 4_096;

    private ForwardedHops() {}

    static List<String> of(HttpHeaders headers) {
        String forwarded = joined(headers, FORWARDED);
        if (forwarded != null) return forwarded.length() > MAX_LENGTH ? List.of() : forwardedFor(forwarded);
        String plain = joined(headers, X_FORWARDED_FOR);
        return plain == null || plain.length() > MAX_LENGTH
                ? List.of()
                : split(plain, ',').stream().map(ForwardedHops::bare).toList();
    }

    private static @Nullable String joined(HttpHeaders headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    private static List<String> forwardedFor(String header) {
        List<String> hops = new ArrayList<>();
        for (String element : split(header, ',')) {
            String hop = "";
            for (String pair : split(element, ';')) {
                if (pair.toLowerCase(Locale.ROOT).startsWith("for=")) hop = bare(pair.substring(4));
            }
            hops.add(hop);
        }
        return hops;
    }

    /** Splits outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') quoted = !quoted;
            if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** The address of {@code 192.0.2.1:80}, {@code "[2001:db8::1]:80"}, {@code [2001:db8::1]} or {@code 2001:db8::1}. */
    private static String bare(String node) {
        String text = node.startsWith("\"") && node.endsWith("\"") && node.length() > 1
                ? node.substring(1, node.length() - 1)
                : node;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? "" : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
