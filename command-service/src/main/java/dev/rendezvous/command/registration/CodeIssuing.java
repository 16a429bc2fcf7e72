package dev.rendezvous.command.registration;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.IssueCode;
import dev.rendezvous.api.registration.IssuedCode;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.command.gateway.Outcome;
import dev.rendezvous.command.registration.CodeReservations.Reservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;

/** Gives a device a code that no live session has (R1-R5): reservation and {@code CodeIssued} are one transaction. */
class CodeIssuing {
    /** At half-full code space, the chance that this many draws all hit taken codes is 10^-20. */
    private static final int DRAWS_PER_LENGTH = 64;

    private final Repository<RegistrationSession> sessions;
    private final CodeReservations reservations;
    private final LiveCodes liveCodes;
    private final CodeDraw codes;
    private final RegistrationSettings settings;
    private final CodeLength codeLength;
    private final List<CorrelationDataProvider> correlation;
    private final Supplier<UUID> ids;
    private final Clock clock;

    CodeIssuing(
            Repository<RegistrationSession> sessions,
            CodeReservations reservations,
            LiveCodes liveCodes,
            CodeDraw codes,
            RegistrationSettings settings,
            List<CorrelationDataProvider> correlation,
            Supplier<UUID> ids,
            Clock clock) {
        this.sessions = sessions;
        this.reservations = reservations;
        this.liveCodes = liveCodes;
        this.codes = codes;
        this.settings = settings;
        this.codeLength = new CodeLength(settings.minCodeLength(), settings.guessBound());
        this.correlation = correlation;
        this.ids = ids;
        this.clock = clock;
    }

    @CommandHandler
    IssuedCode handle(IssueCode command, CommandMessage<IssueCode> message) throws Exception {
        return issue(List.of(message)).get(0).orThrow();
    }

    /** Each as if it had come alone, in fewer statements and with one commit. */
    @CommandHandler
    List<Outcome<IssuedCode>> handle(IssueCodes batch) throws Exception {
        return issue(batch.commands());
    }

    private List<Outcome<IssuedCode>> issue(List<CommandMessage<IssueCode>> commands) throws Exception {
        Instant now = clock.instant();
        List<Reservation> wanted = draw(commands, now);
        Set<UUID> taken = reservations.takeAll(wanted);
        List<Outcome<IssuedCode>> outcomes = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            outcomes.add(issue(commands.get(i), wanted.get(i), taken, now));
        }
        return outcomes;
    }

    /** The first code for each, in the first of its device's places: as nearly always both are free. */
    private List<Reservation> draw(List<CommandMessage<IssueCode>> commands, Instant now) {
        long live = liveCodes.more(commands.size()) - commands.size();
        List<Reservation> drawn = new ArrayList<>();
        for (CommandMessage<IssueCode> message : commands) {
            IssueCode command = message.getPayload();
            drawn.add(new Reservation(
                    codes.draw(codeLength.shortestFor(++live)),
                    new SessionId(ids.get()),
                    command.deviceId(),
                    CodeReservations.FIRST_SLOT,
                    now.plus(settings.codeLifetimeOf(command.deviceType()))));
        }
        return drawn;
    }

    private Outcome<IssuedCode> issue(
            CommandMessage<IssueCode> message, Reservation wanted, Set<UUID> taken, Instant now) throws Exception {
        IssueCode command = message.getPayload();
        RegistrationCode code;
        try {
            code = taken.contains(wanted.sessionId().value()) ? wanted.code() : reserveAnother(wanted, now);
        } catch (Refused refused) {
            liveCodes.less(1); // counted before, and not issued after all: a refusal commits
            return Outcome.of(refused);
        }
        Duration retryInterval = settings.retryIntervalOf(command.deviceType());
        CodeIssued issued = new CodeIssued(
                wanted.sessionId(),
                code,
                command.deviceId(),
                command.deviceType(),
                command.firmwareVersion(),
                command.codeChallenge(),
                retryInterval,
                wanted.expiresAt());
        sessions.newInstance(() -> new RegistrationSession(issued, callerOf(message)));
        return Outcome.of(
                new IssuedCode(wanted.sessionId(), code, retryInterval, settings.codeLifetimeOf(command.deviceType())));
    }

    /** Who asked for this code, not who handles the batch (R50). */
    private MetaData callerOf(CommandMessage<IssueCode> message) {
        MetaData caller = MetaData.emptyInstance();
        for (CorrelationDataProvider provider : correlation) {
            caller = caller.mergedWith(MetaData.from(provider.correlationDataFor(message)));
        }
        return caller;
    }

    private RegistrationCode reserveAnother(Reservation wanted, Instant now) {
        int slot = freeSlotOf(wanted.deviceId(), now);
        for (int length = wanted.code().value().length(); length <= RegistrationCode.MAX_LENGTH; length++) {
            for (int draw = 0; draw < DRAWS_PER_LENGTH; draw++) {
                Reservation other = wanted.with(codes.draw(length), slot);
                if (reservations.take(other)) return other.code();
                boolean usedUp = reservations.forgetUsedUp(other.code(), now);
                if (usedUp && reservations.take(other)) return other.code();
                if (isSlotTaken(other)) {
                    throw new ConcurrencyException("another session of this device was quicker");
                }
            }
        }
        throw new Refused(RefusalCode.UNAVAILABLE, "no code is free");
    }

    private boolean isSlotTaken(Reservation wanted) {
        return reservations.slotsOf(wanted.deviceId()).stream().anyMatch(held -> held.slot() == wanted.slot());
    }

    /** R5: the unique key on (device, slot) makes the limit hold under any race. */
    private int freeSlotOf(DeviceId deviceId, Instant now) {
        List<CodeReservations.HeldSlot> live = reservations.liveSlotsOf(deviceId, now);
        if (live.size() >= settings.maxLivePerDevice()) {
            throw new Refused(
                    Refusal.until(
                            RefusalCode.TOO_MANY_REQUESTS,
                            Duration.between(now, live.get(0).expiresAt())),
                    "the device has %d codes already".formatted(live.size()));
        }
        return CodeReservations.lowestFree(live);
    }
}
