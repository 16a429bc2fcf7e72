package dev.rendezvous.query.linkeddevice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.ReadPosition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that were asked for lately, read from the tables once and kept until something happens to them: what
 * happened is forgotten after its batch was committed and before the view's position tells of it.
 */
@ProcessingGroup(LinkedDeviceProjection.NAME)
final class AccountViews {
    private final AccountTables tables;
    private final ProfileProjection profiles;
    private final Cache<TokenRef, AccountId> owners; // a token is one account's for ever, dead or alive
    private final LoadingCache<AccountId, Optional<AccountView>> accounts;
    private final Cache<String, Profile> rules = Caffeine.newBuilder().build();
    private final Set<AccountId> touchedAccounts = new HashSet<>(); // these two by the processor's thread only
    private final Set<String> touchedProfiles = new HashSet<>();

    /**
     * @param position of the tables
     * @param most devices that are kept; an account counts as one more
     */
    AccountViews(AccountTables tables, ProfileProjection profiles, ReadPosition position, long most) {
        this.tables = tables;
        this.profiles = profiles;
        this.owners = Caffeine.newBuilder().maximumSize(most).build();
        this.accounts = Caffeine.newBuilder()
                .maximumWeight(most)
                .<AccountId, Optional<AccountView>>weigher(
                        (id, account) -> 1 + account.map(AccountView::size).orElse(0))
                .build(tables::account);
        position.beforeProgress(this::forgetTouched);
    }

    /** A device and its account. */
    record Found(AccountView account, LinkRow device, Profile rules) {}

    /** Whose live token this is, from memory alone; {@code null} if memory does not say. Never blocks. */
    @Nullable
    Found inMemory(TokenRef token) {
        AccountId owner = owners.getIfPresent(token);
        Optional<AccountView> known = owner == null ? null : accounts.getIfPresent(owner);
        AccountView account = known == null ? null : known.orElse(null);
        LinkRow device = account == null ? null : account.deviceOf(token);
        Profile profile = account == null ? null : rules.getIfPresent(account.profile());
        return account == null || device == null || profile == null ? null : new Found(account, device, profile);
    }

    /** Whose live token this is; empty if it is no live token as far as the tables know. May block. */
    Optional<Found> find(TokenRef token) {
        return ownerOf(token).flatMap(this::find).flatMap(account -> Optional.ofNullable(account.deviceOf(token))
                .map(device -> new Found(account, device, rulesOf(account))));
    }

    private Optional<AccountId> ownerOf(TokenRef token) {
        AccountId known = owners.getIfPresent(token);
        if (known != null) return Optional.of(known);
        Optional<AccountId> owner = tables.ownerOf(token);
        owner.ifPresent(accountId -> owners.put(token, accountId));
        return owner;
    }

    /** Empty if there is no such account as far as the tables know. May block. */
    Optional<AccountView> find(AccountId accountId) {
        return accounts.get(accountId);
    }

    /** What the account's profile allows now. May block. */
    Profile rulesOf(AccountView account) {
        return rules.get(account.profile(), name -> profiles.find(name).orElseThrow());
    }

    @EventHandler
    void on(AccountEvent event) {
        touchedAccounts.add(event.accountId());
    }

    @EventHandler
    void on(ProfileEvent event) {
        touchedProfiles.add(event.profile().name());
    }

    /** Waits for whoever is reading one of them right now, so that nothing older is kept afterwards. */
    private void forgetTouched() {
        touchedAccounts.forEach(accounts::invalidate);
        touchedAccounts.clear();
        touchedProfiles.forEach(rules::invalidate);
        touchedProfiles.clear();
    }
}
