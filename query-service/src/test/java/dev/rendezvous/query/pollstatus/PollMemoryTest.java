package dev.rendezvous.query.pollstatus;

import static dev.rendezvous.query.pollstatus.Sample.EXPIRY;
import static dev.rendezvous.query.pollstatus.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class PollMemoryTest {
    private static final int SESSIONS = 10_000;

    @Test
    void a_live_session_takes_at_most_400_bytes() {
        System.setProperty("jol.skipDynamicAttach", "true"); // layouts are known without an agent
        PollView view = new PollView();
        for (int i = 0; i < SESSIONS; i++) view.issued(issued(i), NOON);

        long bytes = GraphLayout.parseInstance(view).totalSize() / SESSIONS;

        assertThat(bytes).isLessThanOrEqualTo(400);
    }

    /** As from the wire: texts of its own in every event, and a challenge. */
    private static CodeIssued issued(int number) {
        return new CodeIssued(
                Sample.session(),
                new RegistrationCode(code(number)),
                new DeviceId("SN-4E12-0000-%08d".formatted(number)),
                new String("roku-ultra".toCharArray()),
                new String("9.1.0-4096".toCharArray()),
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                Duration.ofSeconds(30),
                EXPIRY.plusMillis(number));
    }

    private static String code(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number, i = 0; i < 6; i++, rest /= 20) {
            letters.append(RegistrationCode.ALPHABET.charAt(rest % 20));
        }
        return letters.toString();
    }
}
