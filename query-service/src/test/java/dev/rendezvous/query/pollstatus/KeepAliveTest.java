package dev.rendezvous.query.pollstatus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.registration.CodeIssued;
import dev.rendezvous.api.registration.DeviceId;
import dev.rendezvous.api.registration.RegistrationCode;
import dev.rendezvous.query.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * A television keeps its connection. Reactor Netty 1.3.6 and 1.3.7 stop reading from it when an answer that another thread
 * gave is followed by a fast one (reactor-netty#4361): about one connection in fifty.
 */
@RunningService
class KeepAliveTest {
    private static final String LENGTH = "content-length:";
    private static final int ROUNDS = 400;
    private static final int SILENCE_MILLIS = 5_000;

    @Autowired
    private PollView view;

    @Autowired
    private Clock clock;

    @Value("${local.server.port}")
    private int port;

    @Test
    void a_connection_goes_on_being_read_whichever_thread_answers() throws IOException {
        DeviceId device = new DeviceId("kept-alive");
        view.issued(
                new CodeIssued(
                        Sample.session(),
                        new RegistrationCode("KKKKK"),
                        device,
                        null,
                        null,
                        null,
                        Duration.ofSeconds(30),
                        clock.instant().plus(Sample.LIFETIME)),
                clock.instant());
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(SILENCE_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(poll(connection.getOutputStream(), answers, "VVVVV", device))
                        .contains("invalid_code");
                assertThat(poll(connection.getOutputStream(), answers, "KKKKK", device))
                        .contains("incomplete");
            }
        }
    }

    private static String poll(OutputStream requests, BufferedReader answers, String code, DeviceId device)
            throws IOException {
        requests.write("GET /registration/link?regCode=%s&deviceID=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(code, device)
                .getBytes(StandardCharsets.US_ASCII));
        int length = 0;
        String line = requireNonNull(answers.readLine());
        while (!line.isEmpty()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
            line = requireNonNull(answers.readLine());
        }
        StringBuilder body = new StringBuilder(length);
        while (body.length() < length) body.append((char) answers.read());
        return body.toString();
    }
}
