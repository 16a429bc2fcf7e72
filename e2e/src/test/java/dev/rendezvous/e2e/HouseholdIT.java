package dev.rendezvous.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** One household and its televisions, from the first day on, under the profile that everybody has at first. */
@ParameterizedClass
@EnumSource(Engine.class)
class HouseholdIT {
    private static final String ME = "viewer-1";
    private static final Instant MOVED_IN = Instant.parse("2030-01-01T18:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private final Engine engine;
    private final List<String> tokens = new ArrayList<>();
    private ClockHand hand;
    private @Nullable Deployment product;
    private Client client;

    HouseholdIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void the_product_starts_on_the_day_they_move_in() {
        hand = new ClockHand(folder.resolve("clock"), MOVED_IN);
        product = Deployment.start(engine, folder, hand);
        client = product.client();
    }

    @AfterEach
    void nothing_unforeseen_was_logged() {
        if (product == null) return; // this engine cannot run here
        product.close();
        assertThat(product.log()).doesNotContain("ERROR", "WARN");
    }

    @Test
    void a_household_lives_with_its_limits() {
        for (int number = 1; number <= 5; number++) {
            linkedByItsOwner(number);
            hand.moveTo(hand.now().plus(AN_HOUR));
        }
        theFirstThreeMayPlayAndAllMaySignIn();
        aSixthFindsNoPlace();
        aSwapHasToWaitUntil(MOVED_IN.plus(WINDOW));
        theOperatorApprovesOneMore();
        onHoldNobodyPlaysAndAfterwardsAllIsAsBefore();
        oneGoesAndTheSixthComes();
    }

    /** R15, R20, R36. */
    private void linkedByItsOwner(int number) {
        String regCode = expect(client.askForCode(tv(number)), 200).text("regCode");
        Answer shown = expect(client.claim(ME, ME, regCode), 200);
        assertThat(shown.text("deviceId")).isEqualTo(tv(number));
        assertThat(shown.text("requestedAt")).isEqualTo(told(hand.now()));
        expect(client.link(ME, ME, regCode), 201);
        Answer outcome = client.awaitOutcome(tv(number), regCode);
        assertThat(outcome.text("status")).isEqualTo("success");
        assertThat(outcome.text("customerId")).isEqualTo(ME);
        tokens.add(outcome.text("deviceToken"));
    }

    /** R36, R38. */
    private void theFirstThreeMayPlayAndAllMaySignIn() {
        Answer signedOn = null;
        for (String token : tokens) signedOn = expect(client.signOn(token), 200);
        assertThat(signedOn).isNotNull();
        JsonNode list = client.devices(ME, ME, signedOn).body();
        assertThat(list.path("devices").findValuesAsString("approval"))
                .containsExactly("APPROVED", "APPROVED", "APPROVED", "UNAPPROVED", "UNAPPROVED");
        assertThat(list.path("limits").path("devices").toString())
                .isEqualTo("{\"used\":5,\"limit\":5,\"overLimit\":false}");
        assertThat(mayPlay(3, signedOn)).isEqualTo("ALLOWED");
        assertThat(mayPlay(4, signedOn)).isEqualTo("BLOCKED DEVICE_UNAPPROVED");
    }

    /** R22, R32. */
    private void aSixthFindsNoPlace() {
        String regCode = expect(client.askForCode(tv(6)), 200).text("regCode");
        Answer refused = refuse(client.link(ME, ME, regCode), "DEVICE_LIMIT_REACHED");
        assertThat(refused.body().path("limit").asInt()).isEqualTo(5);
        assertThat(refused.body().path("used").asInt()).isEqualTo(5);
        assertThat(client.poll(tv(6), regCode).text("status")).isEqualTo("incomplete");
    }

    /** R35. */
    private void aSwapHasToWaitUntil(Instant possible) {
        String swap = "{\"approve\":[\"%s\"],\"unapprove\":[\"%s\"]}".formatted(tv(4), tv(1));
        for (Instant early : List.of(hand.now(), possible.minus(A_MOMENT))) {
            hand.moveTo(early);
            Answer refused = refuse(client.amend(ME, ME, swap), "CHANGE_LIMIT_REACHED");
            assertThat(refused.text("nextChangeAt")).isEqualTo(told(possible));
            assertThat(refused.body().path("limit").asInt()).isEqualTo(3);
            assertThat(refused.body().path("used").asInt()).isEqualTo(3);
        }
        hand.moveTo(possible);
        Answer swapped = expect(client.amend(ME, ME, swap), 200);
        assertThat(mayPlay(1, swapped)).isEqualTo("BLOCKED DEVICE_UNAPPROVED");
        assertThat(mayPlay(4, swapped)).isEqualTo("ALLOWED");
        JsonNode changes = swapped.body().path("changes");
        assertThat(changes.path("used").asInt()).isEqualTo(3);
        assertThat(changes.path("nextChangeAt").asString())
                .isEqualTo(told(MOVED_IN.plus(AN_HOUR).plus(WINDOW)));
    }

    /** R37. */
    private void theOperatorApprovesOneMore() {
        String onlyApprove = "{\"approve\":[\"%s\"]".formatted(tv(5));
        refuse(client.amend(ME, ME, onlyApprove + "}"), "APPROVED_LIMIT_REACHED");
        assertThat(client.override(ME, onlyApprove + "}").text("code")).isEqualTo("INVALID_REQUEST");
        Answer overridden = expect(client.override(ME, onlyApprove + ",\"reason\":\"ill in bed\"}"), 200);
        assertThat(overridden.body().path("approved").toString())
                .isEqualTo("{\"used\":4,\"limit\":3,\"overLimit\":true}");
        assertThat(overridden.body().path("changes").path("used").asInt()).isEqualTo(3);
        assertThat(mayPlay(5, overridden)).isEqualTo("ALLOWED");
    }

    /** R38. */
    private void onHoldNobodyPlaysAndAfterwardsAllIsAsBefore() {
        Answer held = expect(client.setStatus(ME, "ON_HOLD"), 204);
        for (int number = 1; number <= 5; number++) {
            Answer refused = expect(client.signOn(tokens.get(number - 1)), 403);
            assertThat(refused.text("code")).isEqualTo("ACCOUNT_ON_HOLD");
            assertThat(mayPlay(number, held)).isEqualTo("BLOCKED ACCOUNT_ON_HOLD");
        }
        Answer active = expect(client.setStatus(ME, "ACTIVE"), 204);
        for (int number = 1; number <= 5; number++) {
            expect(client.signOn(tokens.get(number - 1)), 200);
            assertThat(mayPlay(number, active)).isEqualTo(number == 1 ? "BLOCKED DEVICE_UNAPPROVED" : "ALLOWED");
        }
    }

    /** R25, R36. */
    private void oneGoesAndTheSixthComes() {
        Answer unlinked = expect(client.unlink(ME, ME, tv(1)), 204);
        assertThat(client.read(tokens.get(0), "", unlinked).status()).isEqualTo(401);
        linkedByItsOwner(6);
        Answer signedOn = expect(client.signOn(tokens.get(5)), 200);
        JsonNode devices = client.devices(ME, ME, signedOn).body().path("devices");
        assertThat(devices.findValuesAsString("deviceId")).containsExactly(tv(2), tv(3), tv(4), tv(5), tv(6));
        assertThat(mayPlay(6, signedOn)).isEqualTo("BLOCKED DEVICE_UNAPPROVED");
    }

    private static String tv(int number) {
        return "television-" + number;
    }

    /** The decision, and why not. */
    private String mayPlay(int number, Answer before) {
        Answer answer = expect(client.read(tokens.get(number - 1), "/content-authorisation", before), 200);
        return (answer.text("decision") + " " + answer.text("code")).strip();
    }

    private static String told(Instant instant) {
        return instant.toString().replace("00Z", "00.000Z");
    }

    private static Answer expect(Answer answer, int status) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        return answer;
    }

    private static Answer refuse(Answer answer, String code) {
        assertThat(expect(answer, 409).text("code")).isEqualTo(code);
        return answer;
    }
}
