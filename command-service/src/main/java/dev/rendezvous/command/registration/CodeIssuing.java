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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
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
    private final Supplier<UUID> ids;
    private final Clock clock;

    CodeIssuing(
            Repository<RegistrationSession> sessions,
            CodeReservations reservations,
            LiveCodes liveCodes,
            CodeDraw codes,
            RegistrationSettings settings,
            Supplier<UUID> ids,
            Clock clock) {
        this.sessions = sessions;
        this.reservations = reservations;
        this.liveCodes = liveCodes;
        this.codes = codes;
        this.settings = settings;
        this.codeLength = new CodeLength(settings.minCodeLength(), settings.guessBound());
        this.ids = ids;
        this.clock = clock;
    }

    @CommandHandler
    IssuedCode handle(IssueCode command) throws Exception {
        Instant now = clock.instant();
        Duration lifetime = settings.codeLifetimeOf(command.deviceType());
        Duration retryInterval = settings.retryIntervalOf(command.deviceType());
        SessionId sessionId = new SessionId(ids.get());
        Instant expiresAt = now.plus(lifetime);
        RegistrationCode code = reserve(sessionId, command.deviceId(), now, expiresAt);
        sessions.newInstance(() -> new RegistrationSession(new CodeIssued(
                sessionId,
                code,
                command.deviceId(),
                command.deviceType(),
                command.firmwareVersion(),
                command.codeChallenge(),
                retryInterval,
                expiresAt)));
        return new IssuedCode(sessionId, code, retryInterval, lifetime);
    }

    private RegistrationCode reserve(SessionId sessionId, DeviceId deviceId, Instant now, Instant expiresAt) {
        int shortest = codeLength.shortestFor(liveCodes.oneMore());
        RegistrationCode first = codes.draw(shortest);
        boolean taken = reservations.take(first, sessionId, deviceId, CodeReservations.FIRST_SLOT, expiresAt);
        if (taken) return first; // as nearly always
        int slot = freeSlotOf(deviceId, now);
        for (int length = shortest; length <= RegistrationCode.MAX_LENGTH; length++) {
            for (int draw = 0; draw < DRAWS_PER_LENGTH; draw++) {
                RegistrationCode code = codes.draw(length);
                if (reservations.take(code, sessionId, deviceId, slot, expiresAt)) return code;
                boolean usedUp = reservations.forgetUsedUp(code, now);
                if (usedUp && reservations.take(code, sessionId, deviceId, slot, expiresAt)) return code;
                if (isSlotTaken(deviceId, slot)) {
                    throw new ConcurrencyException("another session of this device was quicker");
                }
            }
        }
        throw refused(Refusal.of(RefusalCode.UNAVAILABLE), "no code is free");
    }

    /** What was counted before is not issued after all: a refusal commits. */
    private Refused refused(Refusal refusal, String message) {
        liveCodes.oneLess();
        return new Refused(refusal, message);
    }

    private boolean isSlotTaken(DeviceId deviceId, int slot) {
        return reservations.slotsOf(deviceId).stream().anyMatch(held -> held.slot() == slot);
    }

    /** R5: the unique key on (device, slot) makes the limit hold under any race. */
    private int freeSlotOf(DeviceId deviceId, Instant now) {
        List<CodeReservations.HeldSlot> live = reservations.liveSlotsOf(deviceId, now);
        if (live.size() >= settings.maxLivePerDevice()) {
            throw refused(
                    Refusal.until(
                            RefusalCode.TOO_MANY_REQUESTS,
                            Duration.between(now, live.get(0).expiresAt())),
                    "the device has %d codes already".formatted(live.size()));
        }
        return CodeReservations.lowestFree(live);
    }
}
