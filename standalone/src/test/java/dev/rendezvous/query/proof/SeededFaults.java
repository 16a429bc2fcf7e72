package dev.rendezvous.query.proof;

import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** A history that was lived, and copies of it in which one thing is wrong at a place that chance chooses. */
public final class SeededFaults {
    /** Positions that are left between two events that were lived. */
    private static final long ROOM = 1_000;

    private final List<PastEvent> lived;
    private final DeviceGroups groups;

    /**
     * What a proof should say of a history, and what it says, in the same words.
     *
     * @param found {@code none} if it holds
     */
    public record Outcome(String expected, String found) {}

    /** Makes one thing wrong. */
    private interface Fault {
        Outcome seed(Random random);
    }

    private SeededFaults(List<PastEvent> lived, DeviceGroups groups) {
        this.lived = lived;
        this.groups = groups;
    }

    public static SeededFaults in(EventStorageEngine history, DeviceGroups groups) {
        try (Stream<? extends TrackedEventMessage<?>> events = history.readEvents(null, false)) {
            return new SeededFaults(
                    events.map(StoredHistory::past)
                            .map(event ->
                                    new PastEvent(event.position() * ROOM, event.id(), event.at(), event.payload()))
                            .toList(),
                    groups);
        }
    }

    /** How many events of a type were lived. */
    public long count(String type) {
        return lived.stream()
                .filter(event -> event.payload().getClass().getSimpleName().equals(type))
                .count();
    }

    /** Each kind of fault, once at a random place. */
    public Map<String, Outcome> seedAll(Random random) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("a code is issued while it is live", this::codeLiveTwice);
        faults.put("a code is issued again right after it was used", this::codeReusedEarly);
        faults.put("the unlink of a move is missing", this::moveWithoutUnlink);
        faults.put("a device signs on with a forged token", this::forgedSignOn);
        faults.put("a session's link is missing", this::linkWithoutSession);
        faults.put("a device's link is missing", this::sessionWithoutLink);
        faults.put("a session was cancelled before it was linked", this::linkedAfterCancelled);
        faults.put("a session was linked when its code had expired", this::linkedAfterExpiry);
        faults.put("a device's link has another token", this::otherToken);
        faults.put("a refused device is linked", this::linkedWithoutRoom);
        faults.put("a refused device is linked in its full group", this::linkedWithoutRoomInGroup);
        faults.put("devices are approved over the limit", this::approvedOverLimit);
        faults.put("devices are approved too often", this::approvedTooOften);
        faults.put("an account has a profile that there is not", this::noSuchProfile);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        faults.forEach((name, fault) -> outcomes.put(name, fault.seed(random)));
        return outcomes;
    }

    /** What is found in the history as it was lived. */
    public Outcome none() {
        return new Outcome("none", found(lived));
    }

    private Outcome codeLiveTwice(Random random) {
        PastEvent issued = any(CodeIssued.class, event -> true, random);
        return inserted(issued, true, "CODE_LIVE_TWICE", issuedAgain((CodeIssued) issued.payload()));
    }

    private Outcome codeReusedEarly(Random random) {
        PastEvent linked = any(
                SessionLinked.class,
                event -> event.at().isBefore(issuedFor(event).expiresAt()),
                random);
        return inserted(linked, true, "CODE_REUSED_EARLY", issuedAgain(issuedFor(linked)));
    }

    private Outcome moveWithoutUnlink(Random random) {
        PastEvent unlinked = any(
                DeviceUnlinked.class,
                event -> ((DeviceUnlinked) event.payload()).reason() == DeviceUnlinked.Reason.MOVED,
                random);
        DeviceId device = ((DeviceUnlinked) unlinked.payload()).deviceId();
        PastEvent next = lived.stream()
                .filter(event -> event.position() > unlinked.position())
                .filter(event -> event.payload() instanceof DeviceLinked linked
                        && linked.deviceId().equals(device))
                .findFirst()
                .orElseThrow();
        return without(unlinked, next, "TWO_LIVE_TOKENS");
    }

    private Outcome forgedSignOn(Random random) {
        PastEvent linked = any(DeviceLinked.class, event -> true, random);
        DeviceLinked link = (DeviceLinked) linked.payload();
        DeviceSignedOn forged = new DeviceSignedOn(link.accountId(), link.deviceId(), token(random));
        return inserted(linked, true, "DEAD_TOKEN_USED", forged);
    }

    private Outcome linkWithoutSession(Random random) {
        PastEvent linked = any(DeviceLinked.class, event -> true, random);
        return without(sessionLinkOf(linked), linked, "NO_CODE");
    }

    private Outcome sessionWithoutLink(Random random) {
        PastEvent linked = any(DeviceLinked.class, event -> true, random);
        return without(linked, sessionLinkOf(linked), "HALF_A_LINK");
    }

    private Outcome linkedAfterCancelled(Random random) {
        PastEvent linked = any(SessionLinked.class, event -> true, random);
        SessionId session = ((SessionLinked) linked.payload()).sessionId();
        SessionCancelled cancelled = new SessionCancelled(session, SessionCancelled.Cause.OPERATOR);
        return expecting(linked, "CODE_ENDED", insert(linked, false, cancelled));
    }

    private Outcome linkedAfterExpiry(Random random) {
        PastEvent linked = any(SessionLinked.class, event -> true, random);
        PastEvent late = new PastEvent(
                linked.position(),
                linked.id(),
                issuedFor(linked).expiresAt().plus(Duration.ofDays(1)),
                linked.payload());
        return expecting(linked, "CODE_EXPIRED", replace(linked, late));
    }

    private Outcome otherToken(Random random) {
        PastEvent linked = any(DeviceLinked.class, event -> true, random);
        DeviceLinked link = (DeviceLinked) linked.payload();
        DeviceLinked other = new DeviceLinked(
                link.accountId(),
                link.deviceId(),
                link.deviceType(),
                link.name(),
                link.sessionId(),
                token(random),
                link.reason());
        PastEvent forged = new PastEvent(linked.position(), linked.id(), linked.at(), other);
        return expecting(linked, "OTHER_THAN_ITS_SESSION", replace(linked, forged));
    }

    private Outcome linkedWithoutRoom(Random random) {
        return linkedThoughRefused(RefusalCode.DEVICE_LIMIT_REACHED, "DEVICE_LIMIT_EXCEEDED", random);
    }

    private Outcome linkedWithoutRoomInGroup(Random random) {
        return linkedThoughRefused(RefusalCode.GROUP_LIMIT_REACHED, "GROUP_LIMIT_EXCEEDED", random);
    }

    /** A new device of the kind that was refused, with a session of its own. */
    private Outcome linkedThoughRefused(RefusalCode code, String fault, Random random) {
        PastEvent refused = any(
                DeviceRefused.class,
                event -> ((DeviceRefused) event.payload()).reached().code() == code,
                random);
        DeviceRefused refusal = (DeviceRefused) refused.payload();
        SessionId session = new SessionId(new UUID(random.nextLong(), random.nextLong()));
        TokenRef token = token(random);
        DeviceId device = new DeviceId("one-too-many");
        AccountId account = refusal.accountId();
        CodeIssued issued = new CodeIssued(
                session,
                new RegistrationCode("ZZZZZZZZZZZZ"),
                device,
                refusal.deviceType(),
                null,
                null,
                Duration.ofSeconds(30),
                refused.at().plusSeconds(900));
        List<PastEvent> events = insert(
                refused,
                true,
                issued,
                new SessionLinked(session, account, token),
                new DeviceLinked(account, device, refusal.deviceType(), null, session, token, null));
        return new Outcome("%d %s".formatted(refused.position() + 3, fault), found(events));
    }

    private Outcome approvedOverLimit(Random random) {
        return approvedThoughRefused(RefusalCode.APPROVED_LIMIT_REACHED, "APPROVED_LIMIT_EXCEEDED", random);
    }

    private Outcome approvedTooOften(Random random) {
        return approvedThoughRefused(RefusalCode.CHANGE_LIMIT_REACHED, "CHANGE_LIMIT_EXCEEDED", random);
    }

    /** An amendment that would add one device, which it names alone. */
    private Outcome approvedThoughRefused(RefusalCode code, String fault, Random random) {
        PastEvent refused = any(
                AmendmentRefused.class,
                event -> {
                    AmendmentRefused refusal = (AmendmentRefused) event.payload();
                    return refusal.reached().code() == code
                            && refusal.amendment().approve().size() == 1
                            && refusal.amendment().unapprove().isEmpty();
                },
                random);
        AmendmentRefused refusal = (AmendmentRefused) refused.payload();
        DeviceId device = refusal.amendment().approve().get(0);
        DeviceApproved approved =
                new DeviceApproved(refusal.accountId(), device, DeviceApproved.Cause.AMENDMENT, 1_000_000L, null);
        return inserted(refused, true, fault, approved);
    }

    /** Before a device that had no place before gets one. */
    private Outcome noSuchProfile(Random random) {
        PastEvent linked = any(DeviceLinked.class, this::isFirstLink, random);
        AccountId account = ((AccountEvent) linked.payload()).accountId();
        return expecting(linked, "PROFILE_UNDEFINED", insert(linked, false, new ProfileAssigned(account, "nobody's")));
    }

    private boolean isFirstLink(PastEvent event) {
        DeviceId device = ((DeviceLinked) event.payload()).deviceId();
        return lived.stream()
                .filter(before -> before.position() < event.position())
                .noneMatch(before -> before.payload() instanceof DeviceLinked other
                        && other.deviceId().equals(device));
    }

    private CodeIssued issuedFor(PastEvent sessionLinked) {
        SessionId session = ((SessionLinked) sessionLinked.payload()).sessionId();
        return lived.stream()
                .filter(event -> event.payload() instanceof CodeIssued issued
                        && issued.sessionId().equals(session))
                .map(event -> (CodeIssued) event.payload())
                .findFirst()
                .orElseThrow();
    }

    private PastEvent sessionLinkOf(PastEvent deviceLinked) {
        SessionId session = ((DeviceLinked) deviceLinked.payload()).sessionId();
        return lived.stream()
                .filter(event -> event.payload() instanceof SessionLinked linked
                        && linked.sessionId().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static CodeIssued issuedAgain(CodeIssued first) {
        return new CodeIssued(
                new SessionId(new UUID(7, first.sessionId().value().getLeastSignificantBits())),
                first.code(),
                new DeviceId("another"),
                null,
                null,
                null,
                first.retryInterval(),
                first.expiresAt());
    }

    private static TokenRef token(Random random) {
        return new TokenRef("k1", new UUID(random.nextLong(), random.nextLong()));
    }

    private PastEvent any(Class<?> type, Predicate<PastEvent> which, Random random) {
        List<PastEvent> those = lived.stream()
                .filter(event -> type.isInstance(event.payload()))
                .filter(which)
                .toList();
        if (those.isEmpty()) throw new AssertionError("nothing of this kind was lived: " + type);
        return those.get(random.nextInt(those.size()));
    }

    /** Where the new event is expected to be found. */
    private Outcome inserted(PastEvent place, boolean behind, String fault, Object payload) {
        long position = place.position() + (behind ? 1 : -1);
        return new Outcome("%d %s".formatted(position, fault), found(insert(place, behind, payload)));
    }

    private Outcome without(PastEvent missing, PastEvent broken, String fault) {
        return expecting(
                broken,
                fault,
                lived.stream().filter(event -> !event.equals(missing)).toList());
    }

    private Outcome expecting(PastEvent broken, String fault, List<PastEvent> events) {
        return new Outcome("%d %s".formatted(broken.position(), fault), found(events));
    }

    private List<PastEvent> insert(PastEvent place, boolean behind, Object... payloads) {
        List<PastEvent> events = new ArrayList<>(lived);
        int index = lived.indexOf(place) + (behind ? 1 : 0);
        long position = place.position() + (behind ? 1 : -payloads.length);
        for (int i = 0; i < payloads.length; i++) {
            events.add(index + i, new PastEvent(position + i, "seeded-" + i, place.at(), payloads[i]));
        }
        return events;
    }

    private List<PastEvent> replace(PastEvent one, PastEvent other) {
        return lived.stream().map(event -> event.equals(one) ? other : event).toList();
    }

    private String found(List<PastEvent> events) {
        Proof proof = new Proof(groups, Duration.ZERO);
        events.forEach(proof::next);
        ProofReport report = proof.end();
        if (!report.excused().isEmpty()) throw new AssertionError("nothing was in flight: " + report.excused());
        Breach first = report.firstBreach();
        return first == null ? "none" : "%d %s".formatted(first.position(), first.fault());
    }
}
