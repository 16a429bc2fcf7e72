package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.query.account.AccountDevices;
import dev.rendezvous.query.account.AccountFold;
import dev.rendezvous.query.account.AccountView;
import dev.rendezvous.query.account.DeviceChange;
import dev.rendezvous.query.account.DeviceView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** One account while its events are read: its state, and since when it is so. Not thread-safe. */
final class PastAccount {
    private final AccountFold state;
    private final Map<DeviceId, FormerDevice> former = new LinkedHashMap<>();
    private Instant openedAt = Instant.MIN;
    private Instant statusSince = Instant.MIN;
    private Instant lastEventAt = Instant.MIN;
    private @Nullable Instant lockedUntil;
    private long events;

    PastAccount(AccountId accountId) {
        this.state = new AccountFold(accountId);
    }

    /** Takes in the account's next event. */
    void on(DomainEventMessage<?> message) {
        AccountEvent event = (AccountEvent) message.getPayload();
        Instant at = message.getTimestamp();
        AccountStatus before = state.status();
        DeviceChange change = state.on(event, at);
        if (change != null) follow(change, event, message);
        if (event instanceof AccountOpened) openedAt = at;
        if (event instanceof CodeEntryLocked locked) lockedUntil = locked.until();
        if (state.status() != before) statusSince = at;
        lastEventAt = at;
        events++;
    }

    /**
     * The account at an instant up to which its events were taken in; empty before it was opened.
     *
     * @param rules finds what a profile allowed then
     */
    Optional<AccountThen> at(Instant at, Function<String, Profile> rules, DeviceGroups groups) {
        return state.view().map(account -> then(account, rules.apply(account.profile()), groups, at));
    }

    private AccountThen then(AccountView account, Profile rules, DeviceGroups groups, Instant at) {
        AccountDevices listed = account.list(rules, groups, at, null);
        return new AccountThen(
                account.accountId(),
                at,
                openedAt,
                account.status(),
                statusSince,
                account.profile(),
                rules,
                listed.limits(),
                lockedUntil != null && lockedUntil.isAfter(at) ? lockedUntil : null,
                listed.devices(),
                List.copyOf(former.values()),
                events,
                lastEventAt);
    }

    private void follow(DeviceChange change, AccountEvent event, DomainEventMessage<?> message) {
        DeviceView device = change.device();
        if (change.after() != null) former.remove(device.deviceId());
        if (event instanceof DeviceUnlinked unlinked) {
            former.put(
                    device.deviceId(),
                    new FormerDevice(
                            device.deviceId(),
                            device.linkedAt(),
                            message.getTimestamp(),
                            unlinked.reason(),
                            Telling.said(message, Caller.CORRELATION_ID)));
        }
    }
}
