package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.rendezvous.edge.Wire.Answer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The rendezvous API's forms, good and bad. */
@OverHttp
class RendezvousOverHttpTest {
    private static final String LINK = "/registration/link";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";
    private static final String XML = "Content-Type: application/xml";

    @LocalServerPort
    private int port;

    @Test
    void parameters_are_answered_in_xml_unless_json_is_asked_for() throws Exception {
        Answer xml = wire().get(LINK + "?deviceID=4E%2012&regCode=BCDFG");
        assertThat(xml.status()).isEqualTo(200);
        assertThat(xml.header("Content-Type")).isEqualTo("application/xml");
        assertThat(xml.header("Cache-Control")).isEqualTo("no-store");
        assertThat(xml.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(xml.body())
                .isEqualTo("<result><status>success</status><deviceID>4E 12</deviceID><regCode>BCDFG</regCode>"
                        + "<wait>0</wait><actor>4E 12</actor><address>127.0.0.1</address></result>");
        Answer json = wire().get(LINK + "?deviceID=4E12", "Accept: application/json", "Prefer: wait=7");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.body())
                .isEqualTo("{\"status\":\"success\",\"deviceID\":\"4E12\",\"regCode\":\"null\",\"wait\":7,"
                        + "\"actor\":\"4E12\",\"address\":\"127.0.0.1\"}");
    }

    @Test
    void a_body_is_read_in_its_type_and_answered_in_it() throws Exception {
        assertThat(post(LINK, FORM, "deviceID=a%26b").body()).contains("<deviceID>a&amp;b</deviceID>");
        assertThat(post(LINK, JSON, "{\"deviceID\":42,\"x\":[1]}").body()).contains("\"deviceID\":\"42\"");
        assertThat(post(LINK, XML, "<r xmlns='urn:x'><deviceID> é </deviceID><x><y/></x></r>")
                        .body())
                .contains("<deviceID>é</deviceID>");
        assertThat(post(LINK, XML + "\nAccept: application/json", "<r><deviceID>a</deviceID></r>")
                        .body())
                .startsWith("{");
        assertThat(post(LINK, JSON + "\nAccept: text/xml", "{\"deviceID\":\"a\"}")
                        .header("Content-Type"))
                .isEqualTo("text/xml;charset=UTF-8");
        assertThat(post(LINK + "?deviceID=a", "", "").status()).isEqualTo(200);
    }

    @Test
    void malformed_input_is_an_invalid_request() throws Exception {
        invalid(wire().get(LINK), "deviceID is missing");
        invalid(wire().get(LINK + "?deviceID="), "deviceID is missing");
        invalid(wire().get(LINK + "?deviceID=a&deviceID=a"), "deviceID is given more than once");
        invalid(wire().get(LINK + "?deviceID=%FF"), "query is not UTF-8");
        invalid(wire().get(LINK + "?deviceID=%00"), "printable");
        invalid(wire().get(LINK + "?deviceID=a%0Ab"), "printable");
        invalid(wire().get(LINK + "?deviceID=" + "a".repeat(513)), "printable");
        invalid(wire().get(LINK + "?deviceID=%zz"), "");
        invalid(post(LINK, FORM, "deviceID=%F"), "percent-encoding");
        invalid(post(LINK, FORM, new byte[] {'d', '=', (byte) 0xC3}), "body is not UTF-8");
        invalid(post(LINK + "?deviceID=a", FORM, "deviceID=a"), "more than once");
        invalid(post(LINK, JSON, "{\"deviceID\":\"a\",\"deviceID\":\"b\"}"), "more than once");
        invalid(post(LINK, JSON, "{\"deviceID\":[\"a\"]}"), "deviceID must be a string");
        invalid(post(LINK, JSON, ""), "not a JSON object");
        invalid(post(LINK, JSON, "[]"), "not a JSON object");
        invalid(post(LINK, JSON, "{\"deviceID\":\"a\"} x"), "not a JSON object");
        invalid(post(LINK, JSON, "{\"deviceID\":\"\\ud800\"}"), "printable");
        invalid(post(LINK, XML, "<r><deviceID>a</r>"), "well-formed");
        invalid(post(LINK, XML, "<r><deviceID>a</deviceID><deviceID>b</deviceID></r>"), "more than once");
        invalid(post(LINK, XML, "<r><deviceID><x>a</x></deviceID></r>"), "deviceID must not be nested");
        invalid(post(LINK, XML, "<!DOCTYPE r><r><deviceID>a</deviceID></r>"), "without a DTD");
        invalid(post(LINK, XML, "<!DOCTYPE r [<!ENTITY a 'b'>]><r><deviceID>&a;</deviceID></r>"), "without a DTD");
        invalid(
                post(LINK, XML, "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r><deviceID>a</deviceID></r>"),
                "without a DTD");
        invalid(post(LINK, XML, "<?xml version='1.0' encoding='UTF-16'?><r/>"), "must be UTF-8");
    }

    @Test
    void a_billion_laughs_are_not_worth_one() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) laughs.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        laughs.append("]><r><deviceID>&a39;</deviceID></r>");
        long started = System.nanoTime();
        invalid(post(LINK, XML, laughs.toString()), "without a DTD");
        assertThat(System.nanoTime() - started).isLessThan(2_000_000_000L);
    }

    @Test
    void other_types_formats_and_methods_are_refused_in_the_same_shape() throws Exception {
        failure(post(LINK, "Content-Type: text/plain", "deviceID=a"), 415, "unsupported_media_type");
        failure(post(LINK, "Content-Type: nonsense", "deviceID=a"), 415, "unsupported_media_type");
        failure(post(LINK, JSON + ";charset=ISO-8859-1", "{}"), 415, "unsupported_media_type");
        failure(post(LINK, "", "deviceID=a"), 415, "unsupported_media_type");
        failure(wire().get(LINK + "?deviceID=a", "Accept: image/png"), 406, "not_acceptable");
        failure(wire().get(LINK + "?deviceID=a", "Accept: /;;"), 406, "not_acceptable");
        Answer deleted = wire().send("DELETE " + LINK + " HTTP/1.1\r\nHost: x\r\n\r\n");
        failure(deleted, 405, "method_not_allowed");
        assertThat(deleted.header("Allow")).contains("GET").contains("POST");
        failure(wire().get(LINK + "/more"), 404, "not_found");
        failure(wire().get("/registration/?deviceID=a", "Accept: application/json"), 404, "not_found");
    }

    @Test
    void a_long_body_is_refused_whether_its_length_is_announced_or_not() throws Exception {
        String form = "deviceID=a&x=" + "y".repeat(4_096);
        failure(post(LINK, FORM, form), 413, "body_too_large");
        String chunk = "%x\r\n%s\r\n".formatted(1_024, "y".repeat(1_024));
        String chunks = "Host: x\r\n" + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n";
        failure(wire().send("POST " + LINK + " HTTP/1.1\r\n" + chunks), 413, "body_too_large");
        failure(wire().send("GET " + LINK + "?deviceID=a HTTP/1.1\r\n" + chunks), 413, "body_too_large");
        String few = "Host: x\r\n" + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\na\r\ndeviceID=c\r\n0\r\n\r\n";
        assertThat(wire().send("POST " + LINK + " HTTP/1.1\r\n" + few).body()).contains("<deviceID>c</deviceID>");
    }

    @Test
    void refusals_keep_their_status_and_their_wait() throws Exception {
        Answer throttled = wire().get(LINK + "?deviceID=a&regCode=THROTTLED", "Accept: application/json");
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("2");
        assertThat(throttled.body())
                .isEqualTo("{\"status\":\"failure\",\"reason\":\"too_many_requests\",\"message\":\"not so fast\"}");
        Answer away = wire().get(LINK + "?deviceID=a&regCode=AWAY");
        failure(away, 503, "unavailable");
        assertThat(away.header("Retry-After")).isEqualTo("1");
        Answer broken = wire().get(LINK + "?deviceID=a&regCode=BROKEN");
        failure(broken, 500, "internal_error");
        assertThat(broken.body()).doesNotContain("SELECT").doesNotContain("Exception");
    }

    @Test
    void a_held_request_ends_when_its_client_goes_away() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + LINK + "?deviceID=a&regCode=HELD HTTP/1.1\r\nHost: x\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().untilAtomic(TestApplication.HELD, equalTo(1));
        }
        await().untilAtomic(TestApplication.HELD, equalTo(0));
    }

    private Wire wire() {
        return new Wire(port);
    }

    private Answer post(String path, String headers, String body) throws Exception {
        return post(path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer post(String path, String headers, byte[] body) throws Exception {
        return wire().post(path, headers, body);
    }

    private static void invalid(Answer answer, String message) {
        failure(answer, 400, "invalid_request");
        assertThat(answer.body()).contains(message);
    }

    private static void failure(Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String json = "{\"status\":\"failure\",\"reason\":\"" + reason + "\",\"message\":\"";
        String xml = "<result><status>failure</status><reason>" + reason + "</reason><message>";
        assertThat(answer.body()).startsWith(answer.header("Content-Type").contains("json") ? json : xml);
    }
}
