package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.LinkDevice;
import dev.rendezvous.api.account.LinkedDevice;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.ClaimCode;
import dev.rendezvous.api.registration.ClaimedDevice;
import dev.rendezvous.api.registration.DeclineCode;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.command.registration.CodeReservations;
import dev.rendezvous.command.registration.RegistrationSession;
import dev.rendezvous.engine.personal.PersonalTexts;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An account enters a code: to see, decline or link the device that shows it. Session and account change in one unit of
 * work, so both events are appended or neither (R20). Locks are taken in one order: session, then account.
 */
@Component
class CodeEntry {
    private final Repository<RegistrationSession> sessions;
    private final Repository<Account> accounts;
    private final CodeReservations reservations;
    private final DeviceLinks deviceLinks;
    private final DeviceTokens tokens;
    private final AccountRules rules;
    private final Supplier<UUID> ids;
    private final PersonalTexts texts;

    CodeEntry(
            Repository<RegistrationSession> sessions,
            Repository<Account> accounts,
            CodeReservations reservations,
            DeviceLinks deviceLinks,
            DeviceTokens tokens,
            AccountRules rules,
            Supplier<UUID> ids,
            PersonalTexts texts) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.reservations = reservations;
        this.deviceLinks = deviceLinks;
        this.tokens = tokens;
        this.rules = rules;
        this.ids = ids;
        this.texts = texts;
    }

    /** A live session and the account that entered its code, both locked until the unit of work ends. */
    private record Entry(Aggregate<RegistrationSession> session, Aggregate<Account> account, Instant now) {}

    @CommandHandler
    ClaimedDevice handle(ClaimCode command, @MetaDataValue(Caller.ROLE) @Nullable String role) {
        AccountId accountId = command.accountId();
        Entry entry = enter(accountId, command.typedCode(), role);
        ClaimedDevice claimed = entry.session().invoke(session -> session.claim(accountId, entry.now()));
        return entry.session().invoke(session -> texts.isKnown(session.id())) ? claimed : claimed.fromErased();
    }

    @CommandHandler
    void handle(DeclineCode command, @MetaDataValue(Caller.ROLE) @Nullable String role) {
        AccountId accountId = command.accountId();
        Entry entry = enter(accountId, command.typedCode(), role);
        entry.session().execute(session -> session.deny(accountId, entry.now()));
    }

    @CommandHandler
    LinkedDevice handle(LinkDevice command, @MetaDataValue(Caller.ROLE) @Nullable String role) {
        Entry entry = enter(command.accountId(), command.typedCode(), role);
        boolean repeated = entry.session().invoke(session -> session.isLinkedTo(command.accountId()));
        return repeated ? linkedBefore(entry) : link(command, entry);
    }

    /** Without room the session stays live, so that the user can make room and try again (R22). */
    private LinkedDevice link(LinkDevice command, Entry entry) {
        TokenRef token = tokens.name(ids.get());
        entry.session().execute(session -> session.requireLive(entry.now()));
        DeviceLinked linked = entry.session()
                .invoke(session -> new DeviceLinked(
                        command.accountId(),
                        session.deviceId(),
                        session.deviceType(),
                        command.name(),
                        session.id(),
                        token,
                        command.reason()));
        entry.account().execute(account -> account.requireRoomFor(linked, rules));
        entry.session().execute(session -> session.link(command.accountId(), token, entry.now()));
        moveFromElsewhere(linked);
        return entry.account().invoke(account -> account.link(linked, rules));
    }

    private LinkedDevice linkedBefore(Entry entry) {
        return entry.account().invoke(account -> {
            var deviceId = entry.session().invoke(RegistrationSession::deviceId);
            if (account.has(deviceId)) return account.linked(deviceId);
            throw new Refused(RefusalCode.ALREADY_USED, "the code was used already");
        });
    }

    /** R24. The other account's lock comes out of order; Axon breaks the rare deadlock and the command is retried. */
    private void moveFromElsewhere(DeviceLinked linked) {
        Optional<AccountId> owner = deviceLinks.accountOf(linked.deviceId());
        owner.filter(other -> !other.equals(linked.accountId())).ifPresent(other -> accounts.load(other.value())
                .execute(account -> account.letGo(other, linked.deviceId())));
    }

    private Entry enter(AccountId accountId, String typedCode, @Nullable String role) {
        boolean byOperator = Role.OPERATOR.name().equals(role); // whose typing errors are not the customer's
        Instant now = rules.now();
        Optional<SessionId> sessionId = RegistrationCode.typed(typedCode).flatMap(reservations::sessionOf);
        Optional<Aggregate<RegistrationSession>> session = sessionId.map(id -> sessions.load(id.toString()));
        Optional<Aggregate<Account>> account = find(accountId);
        if (!byOperator) account.ifPresent(found -> found.execute(opened -> opened.requireCodeEntryOpen(now)));
        RefusalCode refusal = account.map(found -> Optional.ofNullable(found.invoke(Account::standsInTheWay)))
                .orElse(Optional.of(RefusalCode.ACCOUNT_NOT_REGISTERED))
                .orElse(null);
        if (session.isEmpty() && !byOperator) { // counts whatever the account's status is, or it could guess freely
            account.ifPresent(found -> found.execute(opened -> opened.enterWrongCode(accountId, now)));
        }
        if (refusal != null) {
            session.ifPresent(found -> found.execute(live -> live.refuse(accountId, refusal, now)));
            throw new Refused(refusal, "the account may not link devices");
        }
        if (session.isEmpty()) throw new Refused(RefusalCode.CODE_UNKNOWN, "no device shows this code");
        return new Entry(session.get(), account.orElseThrow(), now);
    }

    private Optional<Aggregate<Account>> find(AccountId accountId) {
        try {
            return Optional.of(accounts.load(accountId.value()));
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }
}
