package dev.rendezvous.bench;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.personal.FilledKeys;
import dev.rendezvous.engine.personal.FilledKeys.Sealing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a history into the event table of a stopped product: households of five linked televisions, 21 events each, all from
 * just now, so that the poll view has every session; names and addresses sealed, with their keys. Rows instead of commands: what
 * is measured is replaying them.
 */
public final class FillRecentHistory implements AutoCloseable {
    private static final int TELEVISIONS = 5;
    private static final int BATCH = 2_000;
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final String EVENT =
            "INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_identifier,"
                    + " sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection db;
    private final DeviceTokens tokens;
    private final FilledKeys keys;
    private final PreparedStatement insert;
    private final PrintWriter polls;
    private final PrintWriter bearers;
    private final String now;
    private final String expiry;
    private long written;

    private FillRecentHistory(Connection db, byte[] key, Path folder, Instant now) throws SQLException, IOException {
        this.db = db;
        this.tokens = new DeviceTokens("standalone", Map.of("standalone", key));
        this.keys = new FilledKeys(db, "bench", key);
        this.insert = db.prepareStatement(EVENT);
        this.polls = new PrintWriter(Files.newBufferedWriter(folder.resolve("sessions")));
        this.bearers = new PrintWriter(Files.newBufferedWriter(folder.resolve("tokens")));
        this.now = now.toString();
        this.expiry = now.plus(15, ChronoUnit.MINUTES).toString();
    }

    /**
     * @param args the file of the key that the product has as token key {@code standalone} and as master key {@code bench}, the
     *     database's URL, how many events, the folder for {@code sessions} (device and code) and {@code tokens}, a line each
     */
    public static void main(String[] args) throws SQLException, IOException {
        byte[] key =
                Base64.getDecoder().decode(Files.readString(Path.of(args[0])).strip());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        try (Connection db = DriverManager.getConnection(args[1]);
                FillRecentHistory history = new FillRecentHistory(db, key, Path.of(args[3]), now)) {
            db.setAutoCommit(false);
            for (int number = 0; history.written < Long.parseLong(args[2]); number++) history.household(number);
        }
    }

    @Override
    public void close() throws SQLException {
        write();
        polls.close();
        bearers.close();
    }

    private void household(int number) throws SQLException {
        String account = "household-" + number;
        Sealing current = keys.make(UUID.randomUUID(), account, account);
        String opened = "{\"accountId\":\"%s\",\"profile\":\"standard\"}".formatted(account);
        happened("account.AccountOpened", "1", account, 0, current, opened);
        for (int screen = 0; screen < TELEVISIONS; screen++) television(number, screen, account, current);
    }

    private void television(int number, int screen, String account, Sealing current) throws SQLException {
        String device = "TV-" + number + "-" + screen;
        String code = code((long) number * TELEVISIONS + screen);
        UUID session = UUID.randomUUID();
        TokenRef ref = tokens.name(UUID.randomUUID());
        String token = "{\"keyId\":\"%s\",\"tokenId\":\"%s\"}".formatted(ref.keyId(), ref.tokenId());
        issued(session, device, code, keys.make(session, account, null));
        String linked = "{\"sessionId\":\"%s\",\"accountId\":\"%s\",\"token\":%s}".formatted(session, account, token);
        happened("registration.SessionLinked", "1", session.toString(), 1, current, linked);
        linked(account, device, session, token, 1 + 2 * screen, current);
        polls.println(device + " " + code);
        bearers.println(tokens.tokenOf(ref));
    }

    private void issued(UUID session, String device, String code, Sealing sealing) throws SQLException {
        String json =
                "{\"sessionId\":\"%s\",\"code\":\"%s\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"firmwareVersion\":\"9.1\","
                        + "\"codeChallenge\":null,\"retryInterval\":\"PT30S\",\"expiresAt\":\"%s\"}";
        happened(
                "registration.CodeIssued",
                "1",
                session.toString(),
                0,
                sealing,
                json.formatted(session, code, device, expiry));
    }

    private void linked(String account, String device, UUID session, String token, long sequence, Sealing sealing)
            throws SQLException {
        String event = UUID.randomUUID().toString();
        String json = "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"name\":\"%s\","
                + "\"sessionId\":\"%s\",\"token\":%s,\"reason\":null}";
        String name = sealing.sealed(event, "name", "Living room");
        happened(
                event,
                "account.DeviceLinked",
                "2",
                account,
                sequence,
                sealing,
                json.formatted(account, device, name, session, token));
        String approved =
                "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"cause\":\"FIRST_SIGN_ON\",\"amendment\":null,\"reason\":null}";
        happened("account.DeviceApproved", "2", account, sequence + 1, sealing, approved.formatted(account, device));
    }

    private void happened(
            String type, String revision, String aggregate, long sequence, Sealing sealing, String payload)
            throws SQLException {
        happened(UUID.randomUUID().toString(), type, revision, aggregate, sequence, sealing, payload);
    }

    private void happened(
            String id, String type, String revision, String aggregate, long sequence, Sealing sealing, String payload)
            throws SQLException {
        String metaData =
                "{\"actor\":\"%s\",\"role\":\"ACCOUNT\",\"address\":\"%s\",\"correlationId\":\"%s\",\"cause\":\"LinkDevice\"}"
                        .formatted(aggregate, sealing.sealed(id, "address", "192.0.2.7"), UUID.randomUUID());
        insert.setString(1, id);
        insert.setString(2, type.startsWith("account") ? "Account" : "RegistrationSession");
        insert.setString(3, aggregate);
        insert.setLong(4, sequence);
        insert.setString(5, now);
        insert.setString(6, "dev.rendezvous.api." + type);
        insert.setString(7, revision);
        insert.setBytes(8, payload.getBytes(StandardCharsets.UTF_8));
        insert.setBytes(9, metaData.getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
        if (++written % BATCH == 0) write();
    }

    private void write() throws SQLException {
        keys.write();
        insert.executeBatch();
        db.commit();
    }

    private static String code(long number) {
        StringBuilder letters = new StringBuilder();
        for (long rest = number; letters.length() < 8; rest /= LETTERS.length()) {
            letters.append(LETTERS.charAt((int) (rest % LETTERS.length())));
        }
        return letters.toString();
    }
}
