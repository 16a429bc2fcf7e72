package dev.rendezvous.query.audit;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** A table for people (RFC 4180), in which no spreadsheet finds a formula. */
final class CsvExport implements ExportFormat {
    static final String NAME = "csv";
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final String COLUMNS = "number,position,time,id,type,account,device,session,actor,role,address,"
            + "correlation,cause,data,hash\r\n";

    /** What makes a spreadsheet take a cell for a formula, and the apostrophe that keeps it from that. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MediaType mediaType() {
        return new MediaType("text", "csv", StandardCharsets.UTF_8);
    }

    @Override
    public byte[] begin() {
        return COLUMNS.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] entry(AuditRow row, ShownEvents.Shown event, byte[] prev) {
        AuditEntry entry = AuditEntry.of(row, event);
        return line(entry, entry.data() == null ? null : entry.data().toString());
    }

    @Override
    public byte[] missing(AuditRow row, byte[] prev) {
        return line(AuditEntry.of(row, null), null);
    }

    @Override
    public byte[] skipped(long from, byte[] prev, List<byte[]> digests) {
        return new byte[0];
    }

    @Override
    public byte[] end(long number, byte[] hash) {
        return new byte[0];
    }

    private static byte[] line(AuditEntry entry, @Nullable String data) {
        @Nullable
        String session = entry.session() == null ? null : entry.session().toString();
        return Stream.of(
                        Long.toString(entry.number()),
                        Long.toString(entry.position()),
                        TIME.format(entry.time()),
                        cell(entry.id()),
                        cell(entry.type()),
                        cell(entry.account()),
                        cell(entry.device()),
                        cell(session),
                        cell(entry.actor()),
                        cell(entry.role()),
                        cell(entry.address()),
                        cell(entry.correlation()),
                        cell(entry.cause()),
                        cell(data),
                        entry.hash())
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) return "";
        String harmless = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean quoted = harmless.chars().anyMatch(letter -> "\",\r\n;\t".indexOf(letter) >= 0);
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
