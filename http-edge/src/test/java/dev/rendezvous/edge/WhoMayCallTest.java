package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.Wire.Answer;
import dev.rendezvous.edge.security.RouteRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Credentials of every kind against routes of every kind. */
@OverHttp
class WhoMayCallTest {
    private static final String NOBODY = "X-Nothing: x";
    private static final String DEVICES = "/accounts/viewer-1/devices";
    private static final String CLAIMS = "/accounts/viewer-1/claims";

    @LocalServerPort
    private int port;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private ApplicationContext application;

    @ParameterizedTest
    @CsvSource({
        "/accounts/viewer-1/devices, viewer-1, 200",
        "/accounts/viewer-2/devices, viewer-1, 403",
        "/accounts/viewer-2/devices, operator, 200",
        "/accounts/viewer-1/devices, auditor, 403",
        "/accounts/viewer-1/devices, partner, 403",
        "/accounts/viewer-1/devices, stranger, 401",
        "/audit, auditor, 200",
        "/audit, operator, 403",
        "/partners, partner, 200",
        "/partners, viewer-1, 403",
        "/devices/me, operator, 403",
        "/open, operator, 200",
        "/actuator/beans, operator, 404",
        "/actuator/health, stranger, 200",
        "/actuator/beans, viewer-1, 403",
        "/actuator/prometheus, operator, 200",
        "/actuator/prometheus, auditor, 403",
        "/actuator/prometheus, stranger, 401",
        "/nothing, operator, 404"
    })
    void users_may_what_their_role_may(String path, String user, int status) throws Exception {
        assertThat(wire().get(path, basic(user, "demo")).status()).isEqualTo(status);
    }

    @Test
    void without_credentials_there_is_a_challenge() throws Exception {
        Answer answer = wire().get(DEVICES, NOBODY);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"UNAUTHENTICATED\"");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
        assertThat(wire().get(DEVICES, "Sec-Fetch-Site: same-origin").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        assertThat(wire().get("/devices/me", NOBODY).header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"Basic", "Basic %%%", "Basic dmlld2VyLTE=", "Bearer", "Bearer x.y.z", "Digest a=b", "''"})
    void credentials_that_cannot_be_read_are_none(String header) throws Exception {
        Answer answer = wire().get(DEVICES, "Authorization: " + header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"UNAUTHENTICATED\"");
    }

    @Test
    void a_wrong_password_is_no_credential_either() throws Exception {
        assertThat(wire().get(DEVICES, basic("viewer-1", "other")).status()).isEqualTo(401);
        assertThat(wire().get("/open", basic("viewer-1", "other")).status()).isEqualTo(200);
    }

    @Test
    void a_device_token_opens_what_is_the_device_s_and_nothing_else() throws Exception {
        var ref = tokens.name(new UUID(7, 8));
        String bearer = "Authorization: Bearer " + tokens.tokenOf(ref);
        Answer me = wire().get("/devices/me", bearer, "X-Correlation-Id: c-1");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body())
                .contains("\"actor\":\"" + ref.tokenId() + "\"", "\"role\":\"DEVICE\"")
                .contains("\"address\":\"127.0.0.1\"", "\"correlationId\":\"c-1\"");
        assertThat(wire().get(DEVICES, bearer).status()).isEqualTo(403);
        Answer forged = wire().get("/devices/me", bearer.substring(0, bearer.length() - 1) + "_");
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void the_caller_is_known_by_name_and_role() throws Exception {
        assertThat(wire().get(DEVICES, basic("operator", "demo")).body())
                .contains("\"actor\":\"operator\"", "\"role\":\"OPERATOR\"", "\"thread\":\"blocking-");
        assertThat(wire().get("/open", NOBODY).body()).contains("\"actor\":\"anonymous\"", "\"role\":\"DEVICE\"");
    }

    @Test
    void people_log_in_with_a_form_and_come_back_to_their_page() throws Exception {
        Answer sentAway = wire().get(DEVICES, "Accept: text/html");
        assertThat(sentAway.status()).isEqualTo(302);
        assertThat(sentAway.header("Location")).isEqualTo("/login");
        String page = cookie(sentAway);
        Answer form = wire().get("/login", "Accept: text/html", "Cookie: " + page);
        assertThat(form.headers()).doesNotContainKey("session");
        String token = csrf(form);
        String cookies = "Cookie: " + page + "; XSRF-TOKEN=" + token;
        Answer in = login(cookies, "username=viewer-1&password=demo&_csrf=" + token);
        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).isEqualTo(DEVICES);
        assertThat(in.header("Set-Cookie"))
                .startsWith("SESSION=")
                .contains("HTTPOnly")
                .contains("SameSite=Lax");
        String session = cookies + "; " + cookie(in);
        assertThat(wire().get(DEVICES, session).status()).isEqualTo(200);
        String json = session + "\nContent-Type: application/json";
        assertThat(claim(json).status()).isEqualTo(403);
        assertThat(claim(json + "\nX-XSRF-TOKEN: " + token).status()).isEqualTo(200);
        Answer wrong = login(cookies, "username=viewer-1&password=no&_csrf=" + token);
        assertThat(wrong.header("Location")).isEqualTo("/login?error");
        assertThat(login("X-Nothing: x", "username=viewer-1&password=demo").status())
                .isEqualTo(403);
    }

    @Test
    void another_site_cannot_use_the_credentials_that_a_browser_keeps() throws Exception {
        String json = basic("viewer-1", "demo") + "\nContent-Type: application/json";
        assertThat(claim(json).status()).isEqualTo(200);
        assertThat(claim(json + "\nSec-Fetch-Site: same-origin").status()).isEqualTo(200);
        assertThat(claim(json + "\nSec-Fetch-Site: cross-site").status()).isEqualTo(403);
    }

    @Test
    void every_route_has_a_rule_and_one_that_has_none_would_be_named() {
        assertThat(RouteRules.faults(application)).containsExactly("GET /forgotten has 0 rules");
    }

    private Answer login(String headers, String form) throws Exception {
        return wire().post(
                        "/login",
                        headers + "\nContent-Type: application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.UTF_8));
    }

    private Answer claim(String headers) throws Exception {
        return wire().post(CLAIMS, headers, "{\"count\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private Wire wire() {
        return new Wire(port);
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }

    private static String csrf(Answer form) {
        Matcher token = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"")
                .matcher(form.body());
        assertThat(token.find()).as(form.body()).isTrue();
        return token.group(1);
    }

    private static String basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
