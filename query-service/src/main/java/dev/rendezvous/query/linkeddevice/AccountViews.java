package dev.rendezvous.query.linkeddevice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.account.DeviceView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that were asked for lately, read from the tables once and kept until something happens to them. Every node
 * keeps its own and hears of every event itself, while the tables are written by one node for all: an account that an event
 * was about is forgotten at once and not read again before the tables hold that event.
 */
@ProcessingGroup(AccountViews.NAME)
final class AccountViews {
    static final String NAME = "account-views";

    private final Generations tables;
    private final Cache<TokenRef, AccountId> owners; // a token is one account's for ever, dead or alive
    private final Cache<AccountId, Optional<AccountView>> accounts;
    private final Cache<String, Profile> rules;
    private final Touched<AccountId> touchedAccounts = new Touched<>();
    private final Touched<String> touchedProfiles = new Touched<>();
    private final Set<AccountId> accountsOfBatch = new HashSet<>(); // these two by the processor's thread only
    private final Set<String> profilesOfBatch = new HashSet<>();

    /**
     * @param position how far this view has heard
     * @param most devices that are kept; an account counts as one more
     */
    AccountViews(Generations tables, ReadPosition position, long most) {
        this.tables = tables;
        this.owners = Caffeine.newBuilder().maximumSize(most).build();
        this.accounts = Caffeine.newBuilder()
                .maximumWeight(most)
                .<AccountId, Optional<AccountView>>weigher(
                        (id, account) -> 1 + account.map(AccountView::size).orElse(0))
                .build();
        this.rules = Caffeine.newBuilder().build();
        position.beforeProgress(this::forgetTouched);
    }

    /** An account and what its profile allows. */
    record Ruled(AccountView account, Profile rules) {}

    /** A device and its account. */
    record Found(AccountView account, DeviceView device, Profile rules) {}

    /** Whose live token this is, from memory alone; {@code null} if memory does not say. Never blocks. */
    @Nullable
    Found inMemory(TokenRef token) {
        AccountId owner = owners.getIfPresent(token);
        Optional<AccountView> known = owner == null ? null : accounts.getIfPresent(owner);
        AccountView account = known == null ? null : known.orElse(null);
        DeviceView device = account == null ? null : account.deviceOf(token);
        Profile profile = account == null ? null : rules.getIfPresent(account.profile());
        return account == null || device == null || profile == null ? null : new Found(account, device, profile);
    }

    /**
     * Whose live token this is; empty if it is no live token as far as the tables know. May block.
     *
     * @throws Touched.TablesLag if the tables do not hold yet what happened to the account
     */
    Optional<Found> find(TokenRef token) {
        return ownerOf(token).flatMap(this::find).flatMap(account -> Optional.ofNullable(account.deviceOf(token))
                .map(device -> new Found(account, device, rulesOf(account))));
    }

    /** Fails with UNAVAILABLE while what happened to some account is not in the tables although they have passed it. May block. */
    void requireNothingParked() {
        tables.requireNothingParked();
    }

    private Optional<AccountId> ownerOf(TokenRef token) {
        AccountId known = owners.getIfPresent(token);
        if (known != null) return Optional.of(known);
        Optional<AccountId> owner = tables.ownerOf(token);
        owner.ifPresent(accountId -> owners.put(token, accountId));
        return owner;
    }

    private Optional<AccountView> find(AccountId accountId) {
        Optional<AccountView> account = accounts.get(accountId, this::load);
        if (account.isEmpty()) accounts.asMap().remove(accountId, account); // it may be opened, or the tables may lag
        return account;
    }

    /** Empty if there is no such account as far as the tables know. May block. @throws Touched.TablesLag as above */
    Optional<Ruled> findRuled(AccountId accountId) {
        return find(accountId).map(account -> new Ruled(account, rulesOf(account)));
    }

    private Profile rulesOf(AccountView account) {
        return rules.get(account.profile(), this::loadRules);
    }

    /** The tables hold everything up to {@code index}. */
    void settle(long index) {
        touchedAccounts.settle(index);
        touchedProfiles.settle(index);
    }

    /** Everything is read again: the tables serve that were rebuilt, and say something else. */
    void forgetAll() {
        owners.invalidateAll();
        accounts.invalidateAll();
        rules.invalidateAll();
    }

    /** Reads no payload but those it needs; of the others it takes note, so that its position is that of the log. */
    @EventHandler
    void on(EventMessage<?> message) {
        if (AccountEvent.class.isAssignableFrom(message.getPayloadType())) {
            accountsOfBatch.add(((AccountEvent) message.getPayload()).accountId());
        } else if (ProfileEvent.class.isAssignableFrom(message.getPayloadType())) {
            profilesOfBatch.add(((ProfileEvent) message.getPayload()).profile().name());
        }
    }

    private Optional<AccountView> load(AccountId accountId) {
        touchedAccounts.requireSettled(accountId);
        return tables.account(accountId);
    }

    private Profile loadRules(String profile) {
        touchedProfiles.requireSettled(profile);
        return tables.profile(profile).orElseThrow();
    }

    /** Waits for whoever is reading one of them right now, so that nothing older is kept afterwards. */
    private void forgetTouched(long index) {
        accountsOfBatch.forEach(account -> touchedAccounts.touch(account, index));
        accountsOfBatch.forEach(accounts::invalidate);
        accountsOfBatch.clear();
        profilesOfBatch.forEach(profile -> touchedProfiles.touch(profile, index));
        profilesOfBatch.forEach(rules::invalidate);
        profilesOfBatch.clear();
    }
}
