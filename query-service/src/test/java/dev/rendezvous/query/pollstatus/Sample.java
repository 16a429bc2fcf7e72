package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.api.registration.SessionId;
import dev.rendezvous.api.registration.SessionLinked;
import dev.rendezvous.api.token.TokenRef;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What happens in the tests' world, at noon. */
final class Sample {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration LIFETIME = Duration.ofMinutes(15);
    static final Instant EXPIRY = NOON.plus(LIFETIME);
    static final RegistrationCode CODE = new RegistrationCode("BCDFG");
    static final DeviceId TV = new DeviceId("4E12-0001");
    static final AccountId VIEWER = new AccountId("viewer-1");
    static final SessionId SESSION = session();
    static final TokenRef TOKEN = token();

    private Sample() {}

    /** Ids that grow, as those of a UUIDv7 do. */
    static SessionId session() {
        return new SessionId(new UUID(0x0190_0000_0000_7000L + (next() << 16), 0x8000_0000_0000_0000L));
    }

    static TokenRef token() {
        return new TokenRef("k1", new UUID(7, next()));
    }

    static CodeIssued issued() {
        return issued(SESSION, CODE, TV, EXPIRY);
    }

    static CodeIssued issued(SessionId session, RegistrationCode code, DeviceId device, Instant expiresAt) {
        return new CodeIssued(session, code, device, "roku-ultra", "9.1", null, Duration.ofSeconds(30), expiresAt);
    }

    static CodeIssued issuedWith(String codeChallenge) {
        return new CodeIssued(SESSION, CODE, TV, null, null, codeChallenge, Duration.ofSeconds(30), EXPIRY);
    }

    static SessionLinked linked() {
        return new SessionLinked(SESSION, VIEWER, TOKEN);
    }

    private static long next() {
        return Counter.VALUE.incrementAndGet();
    }

    /** Initialised before the constants that need it. */
    private static final class Counter {
        static final AtomicLong VALUE = new AtomicLong();
    }
}
