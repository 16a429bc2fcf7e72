package dev.rendezvous.edge.rendezvous;

import org.jspecify.annotations.Nullable;

/** Reads {@code name=value&name=value}, the query of a URI or the body of a form. */
final class FormValues {
    private FormValues() {}

    static void readInto(RendezvousValues values, @Nullable String text, String what) {
        if (text == null) return;
        for (int start = 0; start < text.length(); ) {
            int amp = text.indexOf('&', start);
            int end = amp < 0 ? text.length() : amp;
            if (end > start) readPair(values, text.substring(start, end), what);
            start = end + 1;
        }
    }

    private static void readPair(RendezvousValues values, String pair, String what) {
        int equals = pair.indexOf('=');
        String name = StrictText.urlDecoded(equals < 0 ? pair : pair.substring(0, equals), what);
        values.add(name, equals < 0 ? "" : StrictText.urlDecoded(pair.substring(equals + 1), what));
    }
}
