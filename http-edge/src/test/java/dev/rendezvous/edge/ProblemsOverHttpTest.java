package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.edge.Wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What clients are told outside of the rendezvous API when something is wrong. */
@OverHttp
class ProblemsOverHttpTest {
    private static final String OPERATOR = basic("operator");
    private static final String VIEWER = basic("viewer-1");
    private static final String CLAIMS = "/accounts/viewer-1/claims";
    private static final String JSON = VIEWER + "\nContent-Type: application/json";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "CODE_UNKNOWN, 404",
        "CODE_EXPIRED, 410",
        "ALREADY_USED, 409",
        "CODE_ENTRY_LOCKED, 429",
        "TOO_MANY_REQUESTS, 429",
        "ACCOUNT_NOT_REGISTERED, 404",
        "ACCOUNT_ON_HOLD, 409",
        "ACCOUNT_CLOSED, 409",
        "DEVICE_UNKNOWN, 404",
        "PROFILE_UNKNOWN, 404",
        "REGISTRATION_UNKNOWN, 404",
        "CONFLICT, 409",
        "UNAVAILABLE, 503"
    })
    void a_refusal_keeps_its_code_and_its_facts(String code, int status) throws Exception {
        Answer answer = wire().get("/failures?code=" + code, OPERATOR);
        problem(answer, status, code);
        assertThat(answer.body())
                .contains("\"type\":\"urn:problem:"
                        + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "\"")
                .contains("\"status\":" + status)
                .contains("\"detail\":\"because\"")
                .contains("\"limit\":5");
        assertThat(answer.headers().containsKey("retry-after"))
                .isEqualTo(code.equals("UNAVAILABLE") || code.equals("TOO_MANY_REQUESTS"));
    }

    @ParameterizedTest
    @CsvSource({"0, 409, CONFLICT", "1, 409, CONFLICT", "2, 500, INTERNAL_ERROR", "3, 503, UNAVAILABLE"})
    void what_went_wrong_inside_is_told_without_its_insides(int kind, int status, String code) throws Exception {
        Answer answer = wire().send("DELETE /lost-races/" + kind + " HTTP/1.1\r\nHost: x\r\n" + OPERATOR + "\r\n\r\n");
        problem(answer, status, code);
    }

    @Test
    void bad_bodies_name_their_fields() throws Exception {
        problem(post(JSON, "{\"count\":\"x\"}"), 400, "INVALID_REQUEST");
        assertThat(post(JSON, "{\"count\":\"x\"}").body()).contains("\"errors\":[{\"field\":\"count\",\"message\":");
        assertThat(post(JSON, "{\"count\":1,\"regCode\":{}}").body()).contains("{\"field\":\"regCode\"");
        assertThat(post(JSON, "{\"count\"").body()).contains("{\"field\":\"body\"");
        problem(post(JSON, ""), 400, "INVALID_REQUEST");
        problem(post(JSON, "null"), 400, "INVALID_REQUEST");
        problem(post(JSON, "[]"), 400, "INVALID_REQUEST");
        problem(
                wire().post(CLAIMS, JSON, new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}),
                400,
                "INVALID_REQUEST");
        problem(post(VIEWER + "\nContent-Type: text/plain", "x"), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(post(VIEWER, "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(post(JSON + "\nAccept: image/png", "{\"count\":1}"), 406, "NOT_ACCEPTABLE");
        assertThat(post(JSON, "{\"count\":1,\"other\":2}").status()).isEqualTo(200);
    }

    @Test
    void bad_parameters_and_paths_name_their_fields() throws Exception {
        assertThat(wire().get("/numbers?n=x", OPERATOR).body()).contains("{\"field\":\"n\"");
        problem(wire().get("/numbers", OPERATOR), 400, "INVALID_REQUEST");
        problem(wire().get("/accounts/a%00b/devices", OPERATOR), 400, "INVALID_REQUEST");
        problem(wire().get("/accounts/%FF/devices", OPERATOR), 400, "INVALID_REQUEST");
        problem(wire().get("/accounts/" + "a".repeat(500) + "/devices", OPERATOR), 400, "INVALID_REQUEST");
        problem(wire().get("/accounts/a%2Fb/devices", OPERATOR), 400, "INVALID_REQUEST");
        problem(wire().get("/accounts/a;b=c/devices", OPERATOR), 400, "INVALID_REQUEST");
    }

    @Test
    void a_long_body_is_refused_whether_its_length_is_announced_or_not() throws Exception {
        problem(post(JSON, "{\"regCode\":\"" + "x".repeat(65_536) + "\"}"), 413, "BODY_TOO_LARGE");
        String chunk = "%x\r\n%s\r\n".formatted(8_192, " ".repeat(8_192));
        String head = "POST " + CLAIMS + " HTTP/1.1\r\nHost: x\r\n" + JSON.replace("\n", "\r\n")
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        problem(wire().send(head + chunk.repeat(9) + "0\r\n\r\n"), 413, "BODY_TOO_LARGE");
        assertThat(wire().send(head + chunk.repeat(7) + "b\r\n{\"count\":1}\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknown_paths_and_wrong_methods_are_told_apart() throws Exception {
        problem(wire().get("/nothing"), 404, "NOT_FOUND");
        problem(wire().get("/"), 404, "NOT_FOUND");
        problem(wire().get("//open"), 404, "NOT_FOUND");
        Answer patch = wire().send("PATCH /open HTTP/1.1\r\nHost: x\r\n\r\n");
        problem(patch, 405, "METHOD_NOT_ALLOWED");
        assertThat(patch.header("Allow")).isEqualTo("GET");
        problem(wire().send("BREW /open HTTP/1.1\r\nHost: x\r\n\r\n"), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void what_is_no_http_is_answered_in_the_documented_shape_too() throws Exception {
        problem(wire().send("nonsense\r\n\r\n"), 400, "INVALID_REQUEST");
        problem(wire().get("/open?a=%zz"), 400, "INVALID_REQUEST");
        problem(wire().get("/open?a=|"), 400, "INVALID_REQUEST");
        problem(wire().get("/" + "a".repeat(20_000)), 414, "URI_TOO_LONG");
        problem(wire().get("/open", "X-Long: " + "a".repeat(20_000)), 431, "HEADERS_TOO_LARGE");
        problem(wire().send("POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"), 400, "INVALID_REQUEST");
    }

    @Test
    void every_answer_carries_the_correlation_id_that_was_sent_if_it_is_visible_ascii() throws Exception {
        assertThat(wire().get("/open", "X-Correlation-Id: abc-1").header("X-Correlation-Id"))
                .isEqualTo("abc-1");
        assertThat(wire().get("/nothing", "X-Correlation-Id: abc-2").header("X-Correlation-Id"))
                .isEqualTo("abc-2");
        assertThat(wire().get("/partners", "X-Correlation-Id: abc-3").header("X-Correlation-Id"))
                .isEqualTo("abc-3");
        assertThat(wire().get("/open?%zz", "X-Correlation-Id: abc-4").header("X-Correlation-Id"))
                .isEqualTo("abc-4");
        assertThat(wire().get("/open", "X-Correlation-Id: a b").header("X-Correlation-Id"))
                .hasSize(36);
        assertThat(wire().get("/open", "X-Correlation-Id: " + "a".repeat(129)).header("X-Correlation-Id"))
                .hasSize(36);
    }

    private static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("java")
                .doesNotContain("SELECT");
    }

    private Answer post(String headers, String body) throws Exception {
        return wire().post(CLAIMS, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private Wire wire() {
        return new Wire(port);
    }

    private static String basic(String user) {
        byte[] credentials = (user + ":demo").getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
