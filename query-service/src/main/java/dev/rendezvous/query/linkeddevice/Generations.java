package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.personal.PersonalTexts;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.parked.ParkedEvents;
import dev.rendezvous.query.replay.TableSets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of linked devices, and of them those that serve. */
final class Generations {
    private final TableSets sets;
    private final ParkedEvents parked;
    private final DeviceTables even;
    private final DeviceTables odd;

    /** @param parked events that the tables do not hold although they should */
    Generations(JdbcClient db, JdbcOperations batches, Serializer json, PersonalTexts texts, ParkedEvents parked) {
        this.sets = new TableSets(db, LinkedDeviceProjection.NAME);
        this.parked = parked;
        this.even = new DeviceTables(0, db, batches, json, texts);
        this.odd = new DeviceTables(1, db, batches, json, texts);
    }

    /** Those that serve now. */
    DeviceTables serving() {
        return of(sets.generation());
    }

    /** The same, and no others before the transaction ends. */
    DeviceTables hold() {
        return of(sets.heldGeneration());
    }

    /** Those that do not serve. */
    DeviceTables beside() {
        return of(sets.generation() + 1);
    }

    /** Says which serve. */
    TableSets sets() {
        return sets;
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
        return sets.readGeneration(generation -> read.apply(of(generation)));
    }

    private DeviceTables of(long generation) {
        return generation % 2 == 0 ? even : odd;
    }
}
