package dev.rendezvous.edge.rendezvous;

import java.util.List;

/** One field of an answer, and how a list of them is spelled. */
record AnswerField(String name, String value, boolean number) {

    static String encode(List<AnswerField> fields, boolean json) {
        return json ? json(fields) : xml(fields);
    }

    private static String xml(List<AnswerField> fields) {
        StringBuilder xml = new StringBuilder(192).append("<result>");
        for (AnswerField field : fields) {
            xml.append('<').append(field.name).append('>');
            field.value.codePoints().forEach(letter -> appendXml(xml, letter));
            xml.append("</").append(field.name).append('>');
        }
        return xml.append("</result>").toString();
    }

    private static String json(List<AnswerField> fields) {
        StringBuilder json = new StringBuilder(192).append('{');
        for (AnswerField field : fields) {
            if (json.length() > 1) json.append(',');
            json.append('"').append(field.name).append("\":");
            if (field.number) json.append(field.value);
            else appendJson(json, field.value);
        }
        return json.append('}').toString();
    }

    private static void appendXml(StringBuilder xml, int letter) {
        switch (letter) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            default -> xml.appendCodePoint(isXml(letter) ? letter : 0xFFFD);
        }
    }

    private static boolean isXml(int letter) {
        return (letter >= 0x20 && letter < 0xD800)
                || (letter > 0xDFFF && letter < 0xFFFE)
                || letter > 0xFFFF
                || letter == '\t'
                || letter == '\n';
    }

    private static void appendJson(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') json.append('\\').append(letter);
            else if (letter < 0x20) json.append("\\u%04x".formatted((int) letter));
            else json.append(letter);
        }
        json.append('"');
    }
}
