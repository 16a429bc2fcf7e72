package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.parked.ParkedEvents;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which tables serve: row {@code linked-devices} of table {@code projection_generation} says it to all nodes. Whoever writes
 * tables that serve holds the row till the end of the transaction; who reads asks before and after, and reads again if they
 * were exchanged meanwhile.
 */
final class Generations {
    private static final String NOW = "SELECT generation FROM projection_generation WHERE projection = '%s'"
            .formatted(LinkedDeviceProjection.NAME);

    private final JdbcClient db;
    private final ParkedEvents parked;
    private final DeviceTables even;
    private final DeviceTables odd;

    /** @param parked events that the tables do not hold although they should */
    Generations(JdbcClient db, JdbcOperations batches, Serializer json, PersonalTexts texts, ParkedEvents parked) {
        this.db = db;
        this.parked = parked;
        this.even = new DeviceTables(0, db, batches, json, texts);
        this.odd = new DeviceTables(1, db, batches, json, texts);
    }

    DeviceTables of(long generation) {
        return generation % 2 == 0 ? even : odd;
    }

    /** The generation that serves. */
    long now() {
        return db.sql(NOW).query(Long.class).single();
    }

    /** The same, and none else serves before the transaction ends. */
    long hold() {
        return db.sql(NOW + " FOR UPDATE").query(Long.class).single();
    }

    /** @param differing keys about which it does not say the same as the one that serves till now */
    void becomes(long generation, long differing) {
        db.sql("UPDATE projection_generation SET generation = ?, differing = ? WHERE projection = ?")
                .params(generation, differing, LinkedDeviceProjection.NAME)
                .update();
    }

    /** About how many keys the generation that serves differs from the one before it. */
    long differing() {
        return db.sql("SELECT differing FROM projection_generation WHERE projection = ?")
                .param(LinkedDeviceProjection.NAME)
                .query(Long.class)
                .single();
    }

    /** Whose device the token was made for, if that link is alive, as far as the tables know. */
    Optional<AccountId> ownerOf(TokenRef token) {
        return reading(tables -> tables.accounts().ownerOf(token));
    }

    /** Fails with UNAVAILABLE while any event is parked: it may be the one that links a device. */
    void requireNothingParked() {
        parked.requireNone();
    }

    /** Empty if the account was never opened. Fails with UNAVAILABLE while an event of it is parked. */
    Optional<AccountView> account(AccountId accountId) {
        parked.requireNone(DeviceTables.of(accountId)); // first: what is handled then is in the tables that are read
        return reading(tables -> tables.accounts().account(accountId));
    }

    /**
     * The profile of this name, the standard one also if nobody defined it; empty if there is none. Fails with UNAVAILABLE
     * while an event of it is parked.
     */
    Optional<Profile> profile(String name) {
        parked.requireNone(DeviceTables.of(name));
        return reading(tables -> tables.profiles().find(name));
    }

    /** By name; the standard one also if nobody defined it. */
    List<Profile> profiles() {
        return reading(tables -> tables.profiles().all());
    }

    private <T> T reading(Function<DeviceTables, T> read) {
        long before;
        long after = now();
        T found;
        do {
            before = after;
            found = read.apply(of(before));
            after = now();
        } while (after != before);
        return found;
    }
}
