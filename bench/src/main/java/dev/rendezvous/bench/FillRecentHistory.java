package dev.rendezvous.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes a history into the event table of a stopped product: households of five linked televisions, 21 events each, all from
 * just now, so that the poll view has every session. Rows instead of commands: what is measured is replaying them.
 */
public final class FillRecentHistory {
    private static final int TELEVISIONS = 5;
    private static final int BATCH = 2_000;
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final String ACCOUNT = "dev.rendezvous.api.account.";
    private static final String REGISTRATION = "dev.rendezvous.api.registration.";
    private static final String EVENT =
            "INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_identifier,"
                    + " sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data)"
                    + " VALUES (?, ?, ?, ?, ?, ?, '1', ?, ?)";

    private final Connection db;
    private final PreparedStatement insert;
    private final String now;
    private final String expiry;
    private long written;

    private FillRecentHistory(Connection db, Instant now) throws SQLException {
        this.db = db;
        this.insert = db.prepareStatement(EVENT);
        this.now = now.toString();
        this.expiry = now.plus(15, ChronoUnit.MINUTES).toString();
    }

    /** @param args the database's URL, how many events */
    public static void main(String[] args) throws SQLException {
        try (Connection db = DriverManager.getConnection(args[0])) {
            db.setAutoCommit(false);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
            FillRecentHistory history = new FillRecentHistory(db, now);
            for (int number = 0; history.written < Long.parseLong(args[1]); number++) history.household(number);
            history.insert.executeBatch();
            db.commit();
        }
    }

    private void household(int number) throws SQLException {
        String account = "household-" + number;
        long sequence = 0;
        happened(
                ACCOUNT + "AccountOpened",
                account,
                sequence++,
                "{\"accountId\":\"%s\",\"profile\":\"standard\"}",
                account);
        for (int screen = 0; screen < TELEVISIONS; screen++) {
            String device = "TV-" + number + "-" + screen;
            UUID session = UUID.randomUUID();
            String token = "{\"keyId\":\"standalone\",\"tokenId\":\"%s\"}".formatted(UUID.randomUUID());
            happened(
                    REGISTRATION + "CodeIssued",
                    session.toString(),
                    0,
                    "{\"sessionId\":\"%s\",\"code\":\"%s\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"firmwareVersion\":\"9.1\","
                            + "\"codeChallenge\":null,\"retryInterval\":\"PT30S\",\"expiresAt\":\"%s\"}",
                    session,
                    code((long) number * TELEVISIONS + screen),
                    device,
                    expiry);
            happened(
                    REGISTRATION + "SessionLinked",
                    session.toString(),
                    1,
                    "{\"sessionId\":\"%s\",\"accountId\":\"%s\",\"token\":%s}",
                    session,
                    account,
                    token);
            happened(
                    ACCOUNT + "DeviceLinked",
                    account,
                    sequence++,
                    "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"name\":\"Living room\",\"sessionId\":\"%s\","
                            + "\"token\":%s,\"reason\":null}",
                    account,
                    device,
                    session,
                    token);
            happened(
                    ACCOUNT + "DeviceApproved",
                    account,
                    sequence++,
                    "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"cause\":\"FIRST_SIGN_ON\",\"amendment\":null,\"reason\":null}",
                    account,
                    device);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // this module knows no annotations
    private void happened(String type, String aggregate, long sequence, String json, Object... values)
            throws SQLException {
        insert.setString(1, UUID.randomUUID().toString());
        insert.setString(2, type.startsWith(ACCOUNT) ? "Account" : "RegistrationSession");
        insert.setString(3, aggregate);
        insert.setLong(4, sequence);
        insert.setString(5, now);
        insert.setString(6, type);
        insert.setBytes(7, json.formatted(values).getBytes(StandardCharsets.UTF_8));
        insert.setBytes(8, "{}".getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
        if (++written % BATCH == 0) {
            insert.executeBatch();
            db.commit();
        }
    }

    private static String code(long number) {
        StringBuilder letters = new StringBuilder();
        for (long rest = number; letters.length() < 8; rest /= LETTERS.length()) {
            letters.append(LETTERS.charAt((int) (rest % LETTERS.length())));
        }
        return letters.toString();
    }
}
