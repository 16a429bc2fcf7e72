package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.token.TokenRef;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The linked sessions of each account, chained through {@link Link}. Not thread-safe: {@link PollView} guards it. */
final class LinkedSessions {
    private final Map<AccountId, PollSession> newestOfAccount = new HashMap<>();

    void add(PollSession session, Link link) {
        link.nextOfAccount = newestOfAccount.put(link.accountId(), session);
    }

    void remove(PollSession session, Link link) {
        PollSession newest = newestOfAccount.get(link.accountId());
        if (newest != null && newest.is(session)) {
            if (link.nextOfAccount == null) newestOfAccount.remove(link.accountId());
            else newestOfAccount.put(link.accountId(), link.nextOfAccount);
            return;
        }
        for (Link before = linkOf(newest); before != null; before = linkOf(before.nextOfAccount)) {
            if (before.nextOfAccount != null && before.nextOfAccount.is(session))
                before.nextOfAccount = link.nextOfAccount;
        }
    }

    void each(AccountId account, Consumer<Link> change) {
        for (Link link = linkOf(newestOfAccount.get(account)); link != null; link = linkOf(link.nextOfAccount)) {
            change.accept(link);
        }
    }

    /** Bars those that handed out the token of one device of the account, except the session of {@code current}. */
    void barDevice(AccountId account, String deviceId, @Nullable TokenRef current) {
        each(account, deviceId, link -> {
            if (!link.token().equals(current)) link.set(Link.Bar.DEVICE_GONE);
        });
    }

    /** The links of one device to one account. */
    void each(AccountId account, String deviceId, Consumer<Link> change) {
        PollSession session = newestOfAccount.get(account);
        while (session != null) {
            Link link = linkOf(session);
            if (link == null) return;
            if (session.deviceId().equals(deviceId)) change.accept(link);
            session = link.nextOfAccount;
        }
    }

    private static @Nullable Link linkOf(@Nullable PollSession session) {
        return session == null ? null : session.link();
    }
}
