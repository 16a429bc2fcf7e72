package dev.rendezvous.query.history;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts as they were. Each answer reads the events of one account once, from the first on. Blocks while it reads. */
final class PastAccounts {
    /** Says nothing of the account's state. */
    private static final List<String> OF_THE_READING =
            List.of("accountId", "at", "events", "lastEventAt", "formerDevices");

    private static final String DEVICES = "devices";

    private final Histories histories;
    private final DeviceGroups groups;
    private final Telling telling;

    PastAccounts(Histories histories, DeviceGroups groups, JsonMapper json) {
        this.histories = histories;
        this.groups = groups;
        this.telling = new Telling(json);
    }

    /** @throws Refused with ACCOUNT_NOT_REGISTERED if there was no such account then */
    AccountThen at(AccountId accountId, Instant at) {
        PastAccount account = new PastAccount(accountId);
        histories.ofAccount(accountId, at).forEach(account::on);
        return then(account, at).orElseThrow(PastAccounts::notRegistered);
    }

    /** @throws Refused with ACCOUNT_NOT_REGISTERED if there was no such account at {@code to} */
    AccountDifference between(AccountId accountId, Instant from, Instant to) {
        PastAccount account = new PastAccount(accountId);
        List<Happened> happened = new ArrayList<>();
        ObjectNode before = null;
        long inBetween = 0;
        Iterator<? extends DomainEventMessage<?>> events =
                histories.ofAccount(accountId, to).iterator();
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            if (before == null && event.getTimestamp().isAfter(from)) before = tree(account, from);
            if (before != null && inBetween++ < AccountDifference.MOST_EVENTS) happened.add(telling.of(event));
            account.on(event);
        }
        if (then(account, to).isEmpty()) throw notRegistered();
        ObjectNode old = before == null ? tree(account, from) : before;
        return difference(accountId, from, to, old, tree(account, to), happened, inBetween - happened.size());
    }

    private static AccountDifference difference(
            AccountId accountId,
            Instant from,
            Instant to,
            ObjectNode before,
            ObjectNode after,
            List<Happened> happened,
            long leftOut) {
        List<DeviceDifference> devices = DeviceDifference.between(before.path(DEVICES), after.path(DEVICES));
        before.remove(DEVICES);
        after.remove(DEVICES);
        return new AccountDifference(
                accountId, from, to, Difference.between(before, after), devices, happened, leftOut);
    }

    private ObjectNode tree(PastAccount account, Instant at) {
        ObjectNode tree = then(account, at).map(telling::tree).orElseGet(telling::nothing);
        OF_THE_READING.forEach(tree::remove);
        return tree;
    }

    private Optional<AccountThen> then(PastAccount account, Instant at) {
        return account.at(at, profile -> histories.profileAt(profile, at), groups);
    }

    private static Refused notRegistered() {
        return new Refused(RefusalCode.ACCOUNT_NOT_REGISTERED, "the account was not registered then");
    }
}
