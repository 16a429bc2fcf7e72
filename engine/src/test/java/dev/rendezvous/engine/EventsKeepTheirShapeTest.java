package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.account.AccountClosed;
import dev.rendezvous.api.account.AccountEvent;
import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountOpened;
import dev.rendezvous.api.account.AccountPutOnHold;
import dev.rendezvous.api.account.AccountReactivated;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.ActivationStatusChanged;
import dev.rendezvous.api.account.Amendment;
import dev.rendezvous.api.account.AmendmentRefused;
import dev.rendezvous.api.account.ChangeWindowReset;
import dev.rendezvous.api.account.CodeEntryLocked;
import dev.rendezvous.api.account.DeviceApproved;
import dev.rendezvous.api.account.DeviceLinked;
import dev.rendezvous.api.account.DeviceManagementChanged;
import dev.rendezvous.api.account.DeviceRefused;
import dev.rendezvous.api.account.DeviceRenamed;
import dev.rendezvous.api.account.DeviceSignedOn;
import dev.rendezvous.api.account.DeviceUnapproved;
import dev.rendezvous.api.account.DeviceUnlinked;
import dev.rendezvous.api.account.LimitReached;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.account.OperatorStatusChanged;
import dev.rendezvous.api.account.PersonalDataErased;
import dev.rendezvous.api.account.ProfileAssigned;
import dev.rendezvous.api.account.WrongCodeEntered;
import dev.rendezvous.api.audit.AuditEvent;
import dev.rendezvous.api.audit.AuditFilter;
import dev.rendezvous.api.audit.AuditLogExportBegan;
import dev.rendezvous.api.audit.AuditLogExported;
import dev.rendezvous.api.audit.AuditLogRead;
import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.api.profile.ProfileDefined;
import dev.rendezvous.api.profile.ProfileEvent;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.CodeClaimed;
import dev.rendezvous.api.registration.CodeExpired;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.RegistrationEvent;
import dev.rendezvous.api.registration.SessionCancelled;
import dev.rendezvous.api.registration.SessionDenied;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.registration.SessionRefused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.personal.SealedByTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored can be read for ever: an event is written exactly as its approved file says, and read back from it. */
class EventsKeepTheirShapeTest {
    private static final Path APPROVED = Path.of("../shared-api/src/test/resources/events");

    private static final AccountId ACCOUNT = new AccountId("anna");
    private static final DeviceId DEVICE = new DeviceId("4E12");
    private static final SessionId SESSION = SessionId.of("01a2046d-bf1f-7ca7-98dc-ae6ec7d232f9");
    private static final TokenRef TOKEN = new TokenRef("k1", UUID.fromString("01a2046d-bf59-7c30-acea-51a14ff209c6"));
    private static final Profile FAMILY = new Profile(
            "family",
            10,
            true,
            4,
            new ApprovalChanges(3, 30, ApprovalChanges.Counted.AMENDMENTS),
            List.of(new GroupLimit("screens", 2, true)));
    private static final Instant LATER = Instant.parse("2026-03-01T12:15:00.125Z");

    private static final AuditFilter FILTER =
            new AuditFilter("anna", "4E12", SESSION.toString(), "bob", "DeviceLinked", LATER, LATER.plusSeconds(60));
    private static final UUID EXPORT = UUID.fromString("01a2046d-c0de-7000-8000-000000000001");

    private final Serializer serializer = new EventStoreAutoConfiguration().serializer();

    static List<Object> events() {
        return List.of(
                new AccountOpened(ACCOUNT, "standard"),
                new ProfileAssigned(ACCOUNT, "family"),
                new AccountPutOnHold(ACCOUNT, "unpaid"),
                new AccountReactivated(ACCOUNT, "paid"),
                new AccountClosed(ACCOUNT, "gone"),
                new DeviceLinked(ACCOUNT, DEVICE, "tv", "Küche", SESSION, TOKEN, "called us"),
                new DeviceRefused(
                        ACCOUNT, DEVICE, "tv", new LimitReached(RefusalCode.GROUP_LIMIT_REACHED, "screens", 2, 3)),
                new DeviceUnlinked(ACCOUNT, DEVICE, DeviceUnlinked.Reason.MOVED),
                new DeviceRenamed(ACCOUNT, DEVICE, "Den"),
                new DeviceSignedOn(ACCOUNT, DEVICE, TOKEN),
                new OperatorStatusChanged(ACCOUNT, DEVICE, OperatorStatus.DISABLED, "stolen"),
                new ActivationStatusChanged(ACCOUNT, DEVICE, ActivationStatus.INACTIVE, "sold"),
                new DeviceManagementChanged(ACCOUNT, DEVICE, true),
                new DeviceApproved(ACCOUNT, DEVICE, DeviceApproved.Cause.AMENDMENT, 7L, null),
                new DeviceUnapproved(ACCOUNT, DEVICE, DeviceUnapproved.Cause.OVERRIDE, null, "called us"),
                new AmendmentRefused(
                        ACCOUNT,
                        new Amendment(List.of(DEVICE), List.of(new DeviceId("4E13"))),
                        new LimitReached(RefusalCode.CHANGE_LIMIT_REACHED, null, 3, 3),
                        LATER),
                new ChangeWindowReset(ACCOUNT, "moved house"),
                new WrongCodeEntered(ACCOUNT),
                new CodeEntryLocked(ACCOUNT, LATER),
                new PersonalDataErased(ACCOUNT, "as she asked"),
                new ProfileDefined(FAMILY, 2),
                new CodeIssued(
                        SESSION,
                        new RegistrationCode("BCDFG"),
                        DEVICE,
                        "tv",
                        "1.0",
                        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        Duration.ofSeconds(30),
                        LATER),
                new CodeClaimed(SESSION, ACCOUNT, LATER),
                new SessionLinked(SESSION, ACCOUNT, TOKEN),
                new SessionDenied(SESSION, ACCOUNT),
                new SessionRefused(SESSION, ACCOUNT, RefusalCode.ACCOUNT_ON_HOLD),
                new SessionCancelled(SESSION, SessionCancelled.Cause.OPERATOR),
                new CodeExpired(SESSION),
                new AuditLogRead(FILTER, 100, 1_100L, 1_001L),
                new AuditLogExportBegan(EXPORT, FILTER, "ndjson", 0, 2_000_000_000_000L),
                new AuditLogExported(EXPORT, FILTER, "ndjson", 17, AuditLogExported.Outcome.CANCELLED));
    }

    static List<Object> eventsWithoutWhatMayBeMissing() {
        return List.of(
                new AccountPutOnHold(ACCOUNT, null),
                new AccountReactivated(ACCOUNT, null),
                new AccountClosed(ACCOUNT, null),
                new DeviceLinked(ACCOUNT, DEVICE, null, null, SESSION, TOKEN, null),
                new DeviceRefused(
                        ACCOUNT, DEVICE, null, new LimitReached(RefusalCode.DEVICE_LIMIT_REACHED, null, 5, 5)),
                new DeviceApproved(ACCOUNT, DEVICE, DeviceApproved.Cause.FIRST_SIGN_ON, null, null),
                new DeviceUnapproved(ACCOUNT, DEVICE, DeviceUnapproved.Cause.MANAGED, null, null),
                new AmendmentRefused(
                        ACCOUNT,
                        new Amendment(List.of(DEVICE), List.of()),
                        new LimitReached(RefusalCode.APPROVED_LIMIT_REACHED, null, 3, 3),
                        null),
                new ProfileDefined(
                        new Profile(
                                "free",
                                null,
                                false,
                                null,
                                new ApprovalChanges(null, 1, ApprovalChanges.Counted.APPROVALS),
                                List.of(new GroupLimit("boxes", null, false))),
                        1),
                new CodeIssued(
                        SESSION,
                        new RegistrationCode("BCDFG"),
                        DEVICE,
                        null,
                        null,
                        null,
                        Duration.ofSeconds(30),
                        LATER),
                new AuditLogRead(AuditFilter.ALL, 0, null, null));
    }

    private SerializedObject<String> write(Object event) {
        return serializer.serialize(event, String.class);
    }

    private static Path approved(Object event, String revision) {
        return APPROVED.resolve(event.getClass().getSimpleName() + "-" + revision + ".json");
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_approved(Object event) throws IOException {
        SerializedObject<String> written = write(SealedByTest.sealed(event));
        Path file = approved(event, String.valueOf(written.getType().getRevision()));
        assertThat(written.getData()).isEqualTo(Files.readString(file).strip());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_as_approved_in_all_its_revisions(Object event) throws IOException {
        for (String revision : revisionsOf(event)) {
            String stored = Files.readString(approved(event, revision)).strip();
            assertThat(SealedByTest.read(stored, event.getClass().getName(), revision, serializer))
                    .as("revision %s", revision)
                    .isEqualTo(event);
        }
    }

    private static List<String> revisionsOf(Object event) {
        int newest =
                Integer.parseInt(event.getClass().getAnnotation(Revision.class).value());
        return IntStream.rangeClosed(1, newest).mapToObj(String::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("eventsWithoutWhatMayBeMissing")
    void what_may_be_missing_is_missing_when_read_back(Object event) {
        Object read = serializer.deserialize(write(event));
        assertThat(read).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_field_that_a_later_version_adds_is_no_obstacle(Object event) {
        SerializedObject<String> written = write(event);
        String later = written.getData().replaceFirst("\\{", "{\"added\":{\"later\":[1]},");
        Object read = serializer.deserialize(new SimpleSerializedObject<>(
                later,
                String.class,
                event.getClass().getName(),
                written.getType().getRevision()));
        assertThat(read).isEqualTo(event);
    }

    @Test
    void every_event_has_an_approved_file_and_every_file_an_event() throws IOException {
        List<Class<?>> tested =
                events().stream().<Class<?>>map(Object::getClass).toList();
        assertThat(tested)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AccountEvent.class, AuditEvent.class, ProfileEvent.class, RegistrationEvent.class)
                                .map(Class::getPermittedSubclasses)
                                .flatMap(Arrays::stream)
                                .<Class<?>>map(type -> type)
                                .toList());
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(events().stream()
                            .flatMap(event -> revisionsOf(event).stream().map(revision -> approved(event, revision)))
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void the_names_under_which_events_are_stored_stay() throws IOException {
        assertThat(events().stream()
                        .map(event -> write(event).getType().getName())
                        .sorted())
                .isEqualTo(Files.readAllLines(APPROVED.resolve("types.txt")));
    }
}
