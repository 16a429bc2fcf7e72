package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.edge.Wire.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The rendezvous API's forms, good and bad, in the lane of its own and through a controller. */
@OverHttp
class RendezvousOverHttpTest {
    private static final String LANE = "/registration/link";
    private static final String CONTROLLER = "/registration/pre-registration";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";
    private static final String XML = "Content-Type: application/xml";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void parameters_are_answered_in_xml_unless_json_is_asked_for(String path) throws Exception {
        Answer xml = wire().get(path + "?deviceID=4E%2012&regCode=BCDFG");
        assertThat(xml.status()).isEqualTo(200);
        assertThat(xml.header("Content-Type")).isEqualTo("application/xml");
        assertThat(xml.header("Cache-Control")).isEqualTo("no-store");
        assertThat(xml.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(xml.body())
                .isEqualTo("<result><status>success</status><deviceID>4E 12</deviceID><regCode>BCDFG</regCode>"
                        + "<wait>0</wait><actor>4E 12</actor><address>127.0.0.1</address></result>");
        Answer json = wire().get(path + "?deviceID=4E12", "Accept: application/json", "Prefer: wait=7");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.body())
                .isEqualTo("{\"status\":\"success\",\"deviceID\":\"4E12\",\"regCode\":\"null\",\"wait\":7,"
                        + "\"actor\":\"4E12\",\"address\":\"127.0.0.1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void a_body_is_read_in_its_type_and_answered_in_it(String path) throws Exception {
        assertThat(post(path, FORM, "deviceID=a%26b").body()).contains("<deviceID>a&amp;b</deviceID>");
        assertThat(post(path, JSON, "{\"deviceID\":42,\"x\":[1]}").body()).contains("\"deviceID\":\"42\"");
        assertThat(post(path, XML, "<r xmlns='urn:x'><deviceID> é </deviceID><x><y/></x></r>")
                        .body())
                .contains("<deviceID>é</deviceID>");
        assertThat(post(path, XML + "\nAccept: application/json", "<r><deviceID>a</deviceID></r>")
                        .body())
                .startsWith("{");
        assertThat(post(path, JSON + "\nAccept: text/xml", "{\"deviceID\":\"a\"}")
                        .header("Content-Type"))
                .isEqualTo("text/xml;charset=UTF-8");
        assertThat(post(path + "?deviceID=a", "", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void malformed_input_is_an_invalid_request(String path) throws Exception {
        invalid(wire().get(path), "deviceID is missing");
        invalid(wire().get(path + "?deviceID="), "deviceID is missing");
        invalid(wire().get(path + "?deviceID=a&deviceID=a"), "deviceID is given more than once");
        invalid(wire().get(path + "?deviceID=%FF"), "query is not UTF-8");
        invalid(wire().get(path + "?deviceID=%00"), "printable");
        invalid(wire().get(path + "?deviceID=a%0Ab"), "printable");
        invalid(wire().get(path + "?deviceID=" + "a".repeat(513)), "printable");
        invalid(wire().get(path + "?deviceID=%zz"), "");
        invalid(post(path, FORM, "deviceID=%F"), "percent-encoding");
        invalid(post(path, FORM, new byte[] {'d', '=', (byte) 0xC3}), "body is not UTF-8");
        invalid(post(path + "?deviceID=a", FORM, "deviceID=a"), "more than once");
        invalid(post(path, JSON, "{\"deviceID\":\"a\",\"deviceID\":\"b\"}"), "more than once");
        invalid(post(path, JSON, "{\"deviceID\":[\"a\"]}"), "deviceID must be a string");
        invalid(post(path, JSON, ""), "not a JSON object");
        invalid(post(path, JSON, "[]"), "not a JSON object");
        invalid(post(path, JSON, "{\"deviceID\":\"a\"} x"), "not a JSON object");
        invalid(post(path, JSON, "{\"deviceID\":\"\\ud800\"}"), "printable");
        invalid(post(path, XML, "<r><deviceID>a</r>"), "well-formed");
        invalid(post(path, XML, "<r><deviceID>a</deviceID><deviceID>b</deviceID></r>"), "more than once");
        invalid(post(path, XML, "<r><deviceID><x>a</x></deviceID></r>"), "deviceID must not be nested");
        invalid(post(path, XML, "<!DOCTYPE r><r><deviceID>a</deviceID></r>"), "without a DTD");
        invalid(post(path, XML, "<!DOCTYPE r [<!ENTITY a 'b'>]><r><deviceID>&a;</deviceID></r>"), "without a DTD");
        invalid(
                post(path, XML, "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r><deviceID>a</deviceID></r>"),
                "without a DTD");
        invalid(post(path, XML, "<?xml version='1.0' encoding='UTF-16'?><r/>"), "must be UTF-8");
    }

    @Test
    void a_billion_laughs_are_not_worth_one() throws Exception {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) laughs.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        laughs.append("]><r><deviceID>&a39;</deviceID></r>");
        long started = System.nanoTime();
        invalid(post(LANE, XML, laughs.toString()), "without a DTD");
        assertThat(System.nanoTime() - started).isLessThan(2_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void other_types_formats_and_methods_are_refused_in_the_same_shape(String path) throws Exception {
        failure(post(path, "Content-Type: text/plain", "deviceID=a"), 415, "unsupported_media_type");
        failure(post(path, "Content-Type: nonsense", "deviceID=a"), 415, "unsupported_media_type");
        failure(post(path, JSON + ";charset=ISO-8859-1", "{}"), 415, "unsupported_media_type");
        failure(post(path, "", "deviceID=a"), 415, "unsupported_media_type");
        failure(wire().get(path + "?deviceID=a", "Accept: image/png"), 406, "not_acceptable");
        failure(wire().get(path + "?deviceID=a", "Accept: /;;"), 406, "not_acceptable");
        Answer deleted = wire().send("DELETE " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        failure(deleted, 405, "method_not_allowed");
        assertThat(deleted.header("Allow")).contains("GET").contains("POST");
        failure(wire().get(path + "/more"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void a_long_body_is_refused_whether_its_length_is_announced_or_not(String path) throws Exception {
        String form = "deviceID=a&x=" + "y".repeat(4_096);
        failure(post(path, FORM, form), 413, "body_too_large");
        String chunk = "%x\r\n%s\r\n".formatted(1_024, "y".repeat(1_024));
        String chunks = "Host: x\r\n" + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(5) + "0\r\n\r\n";
        failure(wire().send("POST " + path + " HTTP/1.1\r\n" + chunks), 413, "body_too_large");
        failure(wire().send("GET " + path + "?deviceID=a HTTP/1.1\r\n" + chunks), 413, "body_too_large");
        String few = "Host: x\r\n" + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\na\r\ndeviceID=c\r\n0\r\n\r\n";
        assertThat(wire().send("POST " + path + " HTTP/1.1\r\n" + few).body()).contains("<deviceID>c</deviceID>");
    }

    @ParameterizedTest
    @ValueSource(strings = {LANE, CONTROLLER})
    void refusals_keep_their_status_and_their_wait(String path) throws Exception {
        Answer throttled = wire().get(path + "?deviceID=a&regCode=THROTTLED", "Accept: application/json");
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("2");
        assertThat(throttled.body())
                .isEqualTo("{\"status\":\"failure\",\"reason\":\"too_many_requests\",\"message\":\"not so fast\"}");
        Answer away = wire().get(path + "?deviceID=a&regCode=AWAY");
        failure(away, 503, "unavailable");
        assertThat(away.header("Retry-After")).isEqualTo("1");
        Answer broken = wire().get(path + "?deviceID=a&regCode=BROKEN");
        failure(broken, 500, "internal_error");
        assertThat(broken.body()).doesNotContain("SELECT").doesNotContain("Exception");
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
