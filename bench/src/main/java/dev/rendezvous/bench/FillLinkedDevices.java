package dev.rendezvous.bench;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * Fills the read model of a stopped standalone product with linked devices, five an account, and writes down their tokens,
 * one line each. Rows instead of commands, or it would take a quarter of an hour: what is measured is reading.
 */
public final class FillLinkedDevices {
    private static final int DEVICES_AN_ACCOUNT = 5;
    private static final int BATCH = 10_000;
    private static final String ACCOUNT =
            "INSERT INTO account_status (account_id, status, profile) VALUES (?, 'ACTIVE', 'standard')";
    private static final String DEVICE = "INSERT INTO linked_device (account_id, device_id, device_type, name, key_id,"
            + " token_id, session_id, linked_at, approved) VALUES (?, ?, 'roku-ultra', 'Living room', ?, ?, ?, ?, ?)";

    private FillLinkedDevices() {}

    /** @param args the file of the product's token key, its database's URL, how many devices, the file to write */
    public static void main(String[] args) throws IOException, SQLException {
        String key = Files.readString(Path.of(args[0])).strip();
        DeviceTokens tokens = new DeviceTokens(
                "standalone", Map.of("standalone", Base64.getDecoder().decode(key)));
        try (Connection db = DriverManager.getConnection(args[1]);
                PreparedStatement account = db.prepareStatement(ACCOUNT);
                PreparedStatement device = db.prepareStatement(DEVICE);
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(args[3])))) {
            db.setAutoCommit(false);
            for (int number = 0; number < Integer.parseInt(args[2]); number++) {
                String owner = "household-" + number / DEVICES_AN_ACCOUNT;
                if (number % DEVICES_AN_ACCOUNT == 0) add(account, owner);
                TokenRef token = tokens.name(UUID.randomUUID());
                boolean approved = number % DEVICES_AN_ACCOUNT < 3;
                OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
                add(device, owner, "TV-" + number, token.keyId(), token.tokenId(), UUID.randomUUID(), now, approved);
                file.println(tokens.tokenOf(token));
                if (number % BATCH == BATCH - 1) run(account, device);
            }
            run(account, device);
            db.commit();
        }
    }

    private static void add(PreparedStatement insert, Object... values) throws SQLException {
        for (int place = 0; place < values.length; place++) insert.setObject(place + 1, values[place]);
        insert.addBatch();
    }

    private static void run(PreparedStatement... inserts) throws SQLException {
        for (PreparedStatement insert : inserts) insert.executeBatch();
        inserts[0].getConnection().commit();
    }
}
