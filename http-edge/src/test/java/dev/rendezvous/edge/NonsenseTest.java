package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.edge.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Thousands of generated requests: each gets a documented answer, and the log stays empty. */
@OverHttp
@ExtendWith(OutputCaptureExtension.class)
class NonsenseTest {
    private static final int REQUESTS = 3_000;
    private static final String OPERATOR = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.UTF_8));
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW", "get");
    private static final List<String> PATHS = List.of(
            "/registration/link",
            "/registration/pre-registration",
            "/registration/",
            "/accounts/viewer-1/claims",
            "/accounts/%/claims",
            "/accounts/%00/devices",
            "/open",
            "/numbers",
            "/login",
            "/..;/open",
            "*",
            "",
            "\\",
            "/%2e%2e");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/xml",
            "text/xml",
            "application/x-www-form-urlencoded",
            "text/plain",
            "application/json;charset=utf-16",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "/",
            ";",
            "");
    private static final List<String> ACCEPTS =
            List.of("*/*", "application/json", "application/xml", "text/html", "image/*", ";;", "a/b;q=x", "*", "");
    private static final List<String> PIECES = List.of(
            "deviceID",
            "regCode",
            "=",
            "&",
            "%",
            "%zz",
            "%FF",
            "%00",
            "+",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "1e999",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "<r>",
            "</r>",
            "<deviceID>",
            "</deviceID>",
            "<!DOCTYPE r [",
            "<!ENTITY a 'b'>",
            "]>",
            "&a;",
            "&#0;",
            "&#x41;",
            "<![CDATA[",
            "]]>",
            "<?xml version='1.0'?>",
            "<!--",
            "-->",
            "\u0000",
            "\u00FF",
            "\u00C3\u00A9",
            "\n",
            " ",
            "count",
            "\u007F",
            "<a:b>",
            "xmlns:a='u'",
            "../../etc/passwd",
            "' OR 1=1 --");

    private final Random random = new Random(20_261);

    @LocalServerPort
    private int port;

    @Test
    void nonsense_gets_a_documented_answer_and_no_line_in_the_log(CapturedOutput output) throws Exception {
        int before = output.getAll().length();
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request();
            String shown = "%d: %s".formatted(i, new String(request, StandardCharsets.ISO_8859_1));
            check(shown, new Wire(port).send(request));
        }
        assertThat(output.getAll().substring(before)).isEmpty();
    }

    private static void check(String request, Answer answer) {
        assertThat(answer.status()).as(request).isIn(200, 302, 400, 401, 403, 404, 405, 406, 413, 414, 415, 431);
        assertThat(answer.header("X-Correlation-Id")).as(request).isNotEmpty();
        assertThat(answer.body()).as(request).doesNotContain("Exception").doesNotContain("dev.rendezvous");
        if (answer.status() < 400 || request.contains(": HEAD ")) return;
        String type = answer.header("Content-Type");
        if (type.equals("application/problem+json"))
            assertThat(answer.body()).as(request).startsWith("{\"type\":\"urn:problem:");
        else if (type.equals("application/json"))
            assertThat(answer.body()).as(request).startsWith("{\"status\":\"failure\"");
        else assertThat(answer.body()).as(request).startsWith("<result><status>failure</status>");
    }

    private byte[] request() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        byte[] body = random.nextInt(20) == 0 ? randomBytes() : pieces(30).getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder head =
                new StringBuilder().append(any(METHODS)).append(' ').append(any(PATHS));
        if (random.nextBoolean())
            head.append('?').append(pieces(6).replace(" ", "").replace("\n", ""));
        head.append(" HTTP/1.1\r\nHost: x\r\n");
        if (random.nextBoolean()) head.append(OPERATOR).append("\r\n");
        if (random.nextInt(4) > 0)
            head.append("Content-Type: ").append(any(TYPES)).append("\r\n");
        if (random.nextBoolean()) head.append("Accept: ").append(any(ACCEPTS)).append("\r\n");
        if (random.nextInt(4) == 0)
            head.append("Prefer: ").append(pieces(3).replace("\n", "")).append("\r\n");
        if (random.nextInt(8) == 0)
            head.append("Cookie: ").append(pieces(3).replace("\n", "")).append("\r\n");
        boolean chunked = random.nextInt(4) == 0;
        head.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length + "\r\n\r\n");
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked) request.writeBytes("%x\r\n".formatted(body.length).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        if (chunked)
            request.writeBytes((body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return request.toByteArray();
    }

    private String pieces(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) text.append(any(PIECES));
        return text.toString();
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(70_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
