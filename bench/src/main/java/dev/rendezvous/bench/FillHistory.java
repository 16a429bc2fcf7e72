package dev.rendezvous.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * Fills the event log of a stopped product with what households do: codes, links, approvals, sign-ons, and codes that expire.
 * Rows instead of commands, so that a long history takes minutes; what is measured is reading it.
 */
public final class FillHistory {
    private static final int BATCH = 10_000;
    private static final String EVENT = "INSERT INTO domain_event (event_identifier, aggregate_type,"
            + " aggregate_identifier, sequence_number, time_stamp, payload_type, payload_revision, payload, meta_data)"
            + " VALUES (?, ?, ?, ?, ?, ?, '1', ?, ?)";

    private final Connection db;
    private final PreparedStatement insert;
    private final Random random = new Random(1);
    private final Instant began = Instant.now().minusSeconds(400L * 24 * 3_600);
    private long events;

    private FillHistory(Connection db) throws SQLException {
        this.db = db;
        this.insert = db.prepareStatement(EVENT);
    }

    /** @param args the database's URL, how many events */
    public static void main(String[] args) throws SQLException {
        try (Connection db = DriverManager.getConnection(args[0])) {
            db.setAutoCommit(false);
            new FillHistory(db).fill(Long.parseLong(args[1]));
        }
    }

    private void fill(long most) throws SQLException {
        for (int device = 0; events < most; device++) {
            if (device % 5 == 0) open("household-" + device / 5);
            link("household-" + device / 5, "TV-" + device, device % 5 * 3L + 1);
            expire("TV-" + random.nextInt(device + 1));
        }
        insert.executeBatch();
        db.commit();
    }

    private void open(String account) throws SQLException {
        add(
                "account.AccountOpened",
                "Account",
                account,
                0,
                "operator",
                "OPERATOR",
                "OpenAccount",
                "{\"accountId\":\"%s\",\"profile\":\"standard\"}".formatted(account));
    }

    private void link(String account, String device, long sequence) throws SQLException {
        String session = session();
        String token = "{\"keyId\":\"standalone\",\"tokenId\":\"%s\"}"
                .formatted(new UUID(random.nextLong(), random.nextLong()));
        issue(session, device);
        add(
                "registration.CodeClaimed",
                "RegistrationSession",
                session,
                1,
                account,
                "ACCOUNT",
                "ClaimCode",
                "{\"sessionId\":\"%s\",\"accountId\":\"%s\",\"expiresAt\":\"2026-03-01T12:15:00.125Z\"}"
                        .formatted(session, account));
        add(
                "registration.SessionLinked",
                "RegistrationSession",
                session,
                2,
                account,
                "ACCOUNT",
                "LinkDevice",
                "{\"sessionId\":\"%s\",\"accountId\":\"%s\",\"token\":%s}".formatted(session, account, token));
        add(
                "account.DeviceLinked",
                "Account",
                account,
                sequence,
                account,
                "ACCOUNT",
                "LinkDevice",
                "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"name\":\"Living room\",\"sessionId\":\"%s\",\"token\":%s,\"reason\":null}"
                        .formatted(account, device, session, token));
        add(
                "account.DeviceApproved",
                "Account",
                account,
                sequence + 1,
                account,
                "ACCOUNT",
                "LinkDevice",
                "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"cause\":\"FIRST_SIGN_ON\",\"amendment\":null,\"reason\":null}"
                        .formatted(account, device));
        add(
                "account.DeviceSignedOn",
                "Account",
                account,
                sequence + 2,
                new UUID(1, random.nextLong()).toString(),
                "DEVICE",
                "SignOn",
                "{\"accountId\":\"%s\",\"deviceId\":\"%s\",\"token\":%s}".formatted(account, device, token));
    }

    private void expire(String device) throws SQLException {
        String session = session();
        issue(session, device);
        add(
                "registration.CodeExpired",
                "RegistrationSession",
                session,
                1,
                "rendezvous",
                "SYSTEM",
                "ExpireCode",
                "{\"sessionId\":\"%s\"}".formatted(session));
    }

    private void issue(String session, String device) throws SQLException {
        add(
                "registration.CodeIssued",
                "RegistrationSession",
                session,
                0,
                "anonymous",
                "DEVICE",
                "IssueCode",
                "{\"sessionId\":\"%s\",\"code\":\"BCDFG\",\"deviceId\":\"%s\",\"deviceType\":\"roku-ultra\",\"firmwareVersion\":\"1.0\",\"codeChallenge\":null,\"retryInterval\":\"PT30S\",\"expiresAt\":\"2026-03-01T12:15:00.125Z\"}"
                        .formatted(session, device));
    }

    /** A UUIDv7. */
    private String session() {
        long time = time().toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(time, (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L).toString();
    }

    private Instant time() {
        return began.plusMillis(3_000 * events / 2);
    }

    private void add(
            String type,
            String aggregateType,
            String aggregate,
            long sequence,
            String actor,
            String role,
            String cause,
            String payload)
            throws SQLException {
        String metaData =
                "{\"actor\":\"%s\",\"role\":\"%s\",\"address\":\"192.0.2.%d\",\"correlationId\":\"%s\",\"cause\":\"%s\"}"
                        .formatted(
                                actor,
                                role,
                                random.nextInt(256),
                                new UUID(random.nextLong(), random.nextLong()),
                                cause);
        insert.setString(1, new UUID(random.nextLong(), random.nextLong()).toString());
        insert.setString(2, aggregateType);
        insert.setString(3, aggregate);
        insert.setLong(4, sequence);
        insert.setString(
                5, time().toString().length() == 20 ? time().toString().replace("Z", ".000Z") : time().toString());
        insert.setString(6, "dev.rendezvous.api." + type);
        insert.setBytes(7, payload.getBytes(StandardCharsets.UTF_8));
        insert.setBytes(8, metaData.getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
        if (++events % BATCH != 0) return;
        insert.executeBatch();
        db.commit();
    }
}
