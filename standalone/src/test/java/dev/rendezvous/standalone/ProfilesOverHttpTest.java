package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Operators define profiles; what they say decides at once (R31-R33). */
@WholeProduct
class ProfilesOverHttpTest {
    @LocalServerPort
    private int port;

    private Portal portal;
    private String name;

    @BeforeEach
    void a_name_of_its_own() {
        portal = new Portal(port);
        name = "profile-" + System.nanoTime();
    }

    private Portal.Answer define(String body) throws Exception {
        return portal.as("operator", "PUT", "/profiles/" + name, body);
    }

    @Test
    void a_profile_is_created_then_changed_and_listed() throws Exception {
        String first = "{\"deviceLimit\":2,\"approvalEnabled\":true,\"approvedDeviceLimit\":1,"
                + "\"approvalChanges\":{\"limit\":3,\"windowDays\":7,\"counts\":\"AMENDMENTS\"},"
                + "\"groups\":[{\"group\":\"phones\",\"limit\":1,\"ignoreDeviceLimit\":true}]}";
        Portal.Answer created = define(first);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("name")).isEqualTo(name);
        assertThat(define(first).status()).isEqualTo(200);
        assertThat(define("{}").status()).isEqualTo(200);
        await().untilAsserted(() -> {
            Portal.Answer listed = portal.as("operator", "GET", "/profiles", "");
            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.body().findValuesAsString("name")).contains("standard", name);
        });
        assertThat(portal.as("viewer-1", "GET", "/profiles", "").status()).isEqualTo(403);
        assertThat(portal.as("viewer-1", "PUT", "/profiles/" + name, "{}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"deviceLimit":-1}                                        | deviceLimit
            {"approvedDeviceLimit":1000000}                           | approvedDeviceLimit
            {"approvalChanges":{"windowDays":0}}                      | approvalChanges
            {"approvalChanges":{"windowDays":36500}}                  | approvalChanges
            {"approvalChanges":{"limit":-5}}                          | approvalChanges
            {"deviceLimit":99999999999}                               | deviceLimit
            {"deviceLimit":-99999999999}                              | deviceLimit
            {"deviceLimit":1.5}                                       | deviceLimit
            {"deviceLimit":"many"}                                    | deviceLimit
            {"approvalEnabled":"perhaps"}                             | approvalEnabled
            {"approvalChanges":{"windowDays":-1}}                     | approvalChanges
            {"approvalChanges":{"counts":"WISHES"}}                   | approvalChanges.counts
            {"groups":[{"group":"a","limit":-1}]}                     | groups
            {"groups":[{"group":"a","limit":2147483647}]}             | groups
            {"groups":[{"group":""}]}                                 | groups
            {"groups":[{"limit":1}]}                                  | groups
            {"groups":[{"group":"a"},{"group":"a"}]}                  | groups
            """)
    void what_makes_no_sense_is_refused_by_its_name(String body, String field) throws Exception {
        Portal.Answer refused = define(body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(refused.body().path("errors").path(0).path("field").asString(""))
                .isEqualTo(field);
    }

    @Test
    void the_device_limit_is_told_and_one_more_place_is_one_more_device() throws Exception {
        assertThat(define("{\"deviceLimit\":0}").status()).isEqualTo(201);
        String account = "/accounts/" + name;
        assertThat(portal.as("operator", "PUT", account, "{\"profile\":\"%s\"}".formatted(name))
                        .status())
                .isEqualTo(201);
        String regCode = portal.askForCode("TV-" + name).text("regCode");
        String link = "{\"regCode\":\"%s\"}".formatted(regCode);
        Portal.Answer refused = portal.as("operator", "POST", account + "/devices", link);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("DEVICE_LIMIT_REACHED");
        assertThat(refused.body().path("limit").asInt()).isZero();
        assertThat(refused.body().path("used").asInt()).isZero();
        assertThat(define("{\"deviceLimit\":1}").status()).isEqualTo(200);
        assertThat(portal.as("operator", "POST", account + "/devices", link).status())
                .isEqualTo(201);
    }
}
