package dev.rendezvous.edge.rendezvous;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Reads {@code Prefer: wait=N} (RFC 7240, R13). A preference that cannot be understood is no preference. */
final class Prefer {
    static final int MAX_WAIT_SECONDS = 60;

    private static final String HEADER = "Prefer";
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*(?:\"([0-9]+)\"|([0-9]+))\\s*(?:;.*)?");
    private static final int MAX_LENGTH = 256;

    private Prefer() {}

    /** 0 to {@value #MAX_WAIT_SECONDS}; the first {@code wait} counts, as the RFC has it. */
    static int waitSeconds(HttpHeaders headers) {
        if (headers.getFirst(HEADER) == null) return 0;
        for (String value : headers.getOrEmpty(HEADER)) {
            if (value.length() > MAX_LENGTH) continue;
            for (String preference : value.split(",", -1)) {
                Matcher wait = WAIT.matcher(preference);
                if (wait.matches()) return capped(wait.group(1) != null ? wait.group(1) : wait.group(2));
            }
        }
        return 0;
    }

    private static int capped(String digits) {
        return digits.length() > 9 ? MAX_WAIT_SECONDS : Math.min(MAX_WAIT_SECONDS, Integer.parseInt(digits));
    }
}
