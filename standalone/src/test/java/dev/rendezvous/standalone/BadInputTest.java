package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bad input to every command: a clear answer in the documented shape, and no trace in history or log. */
@WholeProduct
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest {
    private static final int REQUESTS = 3_000;
    private static final long SEED = 20261122;

    private static final List<String> COMMANDS = List.of(
            "PUT /accounts/new-one",
            "PUT /accounts/%00",
            "PUT /accounts/viewer-1/status",
            "PUT /profiles/new-one",
            "PUT /profiles/%00",
            "POST /accounts/viewer-1/claims",
            "POST /accounts/viewer-1/devices",
            "PATCH /accounts/viewer-1/devices/TV-1",
            "DELETE /accounts/viewer-1/devices/%0A",
            "PUT /accounts/viewer-1/devices/TV-1/operator-status",
            "PUT /accounts/viewer-1/devices/TV-1/activation-status",
            "PUT /accounts/viewer-1/devices/TV-1/managed",
            "POST /accounts/viewer-1/approvals",
            "POST /accounts/viewer-1/approval-overrides",
            "POST /accounts/viewer-1/change-window-resets",
            "DELETE /registrations/not-a-uuid",
            "POST /registration/pre-registration",
            "POST /registration/link",
            "POST /devices/me/sign-ons",
            "POST /devices/me/approvals");

    private static final List<String> TYPES = List.of(
            "application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain", "image/png");

    private static final List<byte[]> BODIES = List.of(
            ascii(""),
            ascii("{"),
            ascii("[]"),
            ascii("null"),
            ascii("{\"regCode\":{},\"profile\":[],\"status\":\"GONE\",\"name\":{},\"deviceID\":[1],"
                    + "\"deviceLimit\":[],\"approve\":{},\"reason\":{}}"),
            ascii(
                    "{\"regCode\":\"\\u0000\",\"profile\":\"\\u0007\",\"status\":7,\"name\":\"\\n\",\"deviceID\":\"\\u001b\","
                            + "\"deviceLimit\":-1,\"approve\":[\"\\u0000\"],\"reason\":\"\\u0007\"}"),
            ascii(
                    "{\"regCode\":\"%1$s\",\"profile\":\"%1$s\",\"status\":\"%1$s\",\"name\":\"%1$s\",\"deviceID\":\"%1$s\",\"deviceLimit\":\"%1$s\",\"approve\":[\"%1$s\"],\"reason\":\"%1$s\"}"
                            .formatted("x".repeat(600))),
            ascii("deviceID=%00&regCode=%FF"),
            ascii("deviceID=a&deviceID=b"),
            ascii("<request><deviceID>TV</deviceID>"),
            ascii("<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r><deviceID>&b;</deviceID></r>"),
            ascii("<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><r><deviceID>&f;</deviceID></r>"),
            ascii("x".repeat(70_000)),
            new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0});

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void bad_input_is_answered_as_documented_and_leaves_no_trace(CapturedOutput output) throws Exception {
        long before = events();
        Random random = new Random(SEED);
        HttpClient http = HttpClient.newHttpClient();
        for (int request = 0; request < REQUESTS; request++) {
            String command = any(COMMANDS, random);
            HttpResponse<String> answer =
                    http.send(request(command, any(TYPES, random), any(BODIES, random)), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(command + " " + answer.body()).isBetween(400, 499);
            assertThat(answer.body()).as(command).matches("(?s).*(\"code\":\"[A-Z_]+\"|failure).*");
            assertThat(answer.body()).doesNotContain("Exception", "dev.rendezvous", "org.", "SELECT");
        }
        assertThat(events()).isEqualTo(before);
        assertThat(output.getAll()).doesNotContain(" ERROR ", " WARN ", "Exception");
    }

    private HttpRequest request(String command, String type, byte[] body) {
        String[] parts = command.split(" ", 2);
        String credentials = Base64.getEncoder().encodeToString(ascii("operator:demo"));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1]))
                .header("Authorization", "Basic " + credentials)
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .method(parts[0], BodyPublishers.ofByteArray(body))
                .build();
    }

    private long events() {
        return db.sql("SELECT COUNT(*) FROM domain_event").query(Long.class).single();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
