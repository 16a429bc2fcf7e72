package dev.rendezvous.api;

/** Text that may be shown on a screen, put in a log line and compared by eye: no control, format or broken characters. */
public final class PrintableText {
    private PrintableText() {}

    /** Whether {@code text} has 1 to {@code maxLength} UTF-16 units, is not blank, and every character is printable. */
    public static boolean isPrintable(String text, int maxLength) {
        return !text.isBlank()
                && text.length() <= maxLength
                && text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /**
     * Returns {@code text} unchanged.
     *
     * @throws IllegalArgumentException naming {@code what} if the text is not printable or too long
     */
    public static String requirePrintable(String what, String text, int maxLength) {
        if (!isPrintable(text, maxLength)) {
            throw new IllegalArgumentException("%s must be 1 to %d printable characters".formatted(what, maxLength));
        }
        return text;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != 0xFFFD; // what a decoder puts where the bytes were no text
        };
    }
}
