package dev.rendezvous.query.audit;

import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.engine.history.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** CloudEvents 1.0 in JSON, one a line, with what is needed to verify the chain. The format is described for other programs. */
final class NdjsonExport implements ExportFormat {
    static final String NAME = "ndjson";

    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of();
    private static final int USUAL_LINE = 2_048;

    private final String source;

    /** @param source of all events */
    NdjsonExport(String source) {
        this.source = source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MediaType mediaType() {
        return MediaType.APPLICATION_NDJSON;
    }

    @Override
    public byte[] begin() {
        return new byte[0];
    }

    @Override
    public byte[] entry(AuditRow row, ShownEvents.Shown event, byte[] prev) {
        StoredEvent stored = event.stored();
        boolean json = isOneJsonValue(stored.payload());
        return line(line -> {
            line.writeStringProperty("specversion", "1.0");
            line.writeStringProperty("id", stored.eventId());
            line.writeStringProperty("source", source);
            line.writeStringProperty("type", stored.payloadType());
            write(line, "subject", EventSubject.of(stored).path());
            line.writeStringProperty("time", stored.timeStamp());
            if (json) line.writeStringProperty("datacontenttype", "application/json");
            line.writeStringProperty("number", Long.toString(row.number()));
            line.writeStringProperty("position", Long.toString(stored.position()));
            write(line, "aggregatetype", stored.aggregateType());
            line.writeStringProperty("aggregateid", stored.aggregateId());
            line.writeStringProperty("sequencenumber", Long.toString(stored.sequenceNumber()));
            write(line, "revision", stored.payloadRevision());
            write(line, "actor", event.said(Caller.ACTOR));
            write(line, "role", event.said(Caller.ROLE));
            write(line, "address", event.said(Caller.ADDRESS));
            write(line, "correlation", event.said(Caller.CORRELATION_ID));
            write(line, "cause", event.said(AuditEntry.CAUSE));
            line.writeStringProperty("metadata", stored.metaData());
            line.writeStringProperty("prev", HEX.formatHex(prev));
            line.writeStringProperty("hash", HEX.formatHex(row.hash()));
            if (json) writeAsStored(line, stored.payload());
            else line.writeBinaryProperty("data_base64", stored.payload().getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public byte[] missing(AuditRow row, byte[] prev) {
        return line(line -> {
            line.writeObjectPropertyStart("missing");
            line.writeNumberProperty("number", row.number());
            line.writeNumberProperty("position", row.position());
            line.writeStringProperty("type", row.type());
            line.writeStringProperty("time", CsvExport.TIME.format(row.time()));
            line.writeBinaryProperty("digest", row.digest());
            line.writeStringProperty("prev", HEX.formatHex(prev));
            line.writeStringProperty("hash", HEX.formatHex(row.hash()));
            line.writeEndObject();
        });
    }

    @Override
    public byte[] skipped(long from, byte[] prev, List<byte[]> digests) {
        return line(line -> {
            line.writeObjectPropertyStart("skipped");
            line.writeNumberProperty("from", from);
            line.writeStringProperty("prev", HEX.formatHex(prev));
            line.writeArrayPropertyStart("digests");
            digests.forEach(line::writeBinary);
            line.writeEndArray();
            line.writeEndObject();
        });
    }

    @Override
    public byte[] end(long number, byte[] hash) {
        return line(line -> {
            line.writeObjectPropertyStart("end");
            line.writeNumberProperty("number", number);
            line.writeStringProperty("hash", HEX.formatHex(hash));
            line.writeEndObject();
        });
    }

    private static byte[] line(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LINE);
        try (JsonGenerator line = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            line.writeStartObject();
            members.accept(line);
            line.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator line, String name, @Nullable String text) {
        if (text != null) line.writeStringProperty(name, text);
    }

    /** Byte by byte, since they are chained: only what {@link #isOneJsonValue} must come here. */
    private static void writeAsStored(JsonGenerator line, String payload) {
        line.writeName("data");
        line.writeRawValue(payload);
    }

    /** Whether nothing else would be read from a line that has it as a value; whoever can write to the history may try. */
    private static boolean isOneJsonValue(String stored) {
        if (stored.indexOf('\n') >= 0 || stored.indexOf('\r') >= 0 || !stored.equals(stored.strip())) return false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stored)) {
            if (json.nextToken() == null) return false;
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
