package dev.rendezvous.edge.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class AnswerFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | XML",
                "- | application/json | JSON",
                "- | application/json;charset=UTF-8 | JSON",
                "- | text/xml | XML",
                "*/* | application/json | JSON",
                "*/* | - | XML",
                "application/json | application/xml | JSON",
                "application/xml | application/json | XML",
                "text/xml | - | TEXT_XML",
                "text/* | - | TEXT_XML",
                "application/* | application/json | JSON",
                "application/json, */*;q=0.1 | - | JSON",
                "application/xml;q=0.5, application/json | - | JSON",
                "text/html, application/json;q=0.2 | - | JSON",
                "text/html, */*;q=0.1 | - | XML",
                "application/json;q=0, application/xml | - | XML",
                "Application/JSON | - | JSON",
                "text/html | - | -",
                "application/json;q=0 | - | -",
                "/ | - | -",
                "application/json;q=x | - | -",
            })
    void accept_decides_else_the_body_else_xml(
            @Nullable String accept, @Nullable String body, @Nullable String format) {
        HttpHeaders headers = new HttpHeaders();
        if (accept != null) headers.set(HttpHeaders.ACCEPT, accept);
        if (body != null) headers.set(HttpHeaders.CONTENT_TYPE, body);
        AnswerFormat expected = format == null ? null : AnswerFormat.valueOf(format);
        assertThat(AnswerFormat.acceptedBy(headers)).isEqualTo(expected);
    }

    @Test
    void text_is_escaped_and_numbers_are_bare() {
        RendezvousAnswer answer = RendezvousAnswer.failure("invalid_code", "a<b>&\"\\\u0001 é \uD83D\uDCFA \uD800")
                .with("n", 30);
        assertThat(new String(answer.body(AnswerFormat.XML), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<result><status>failure</status><reason>invalid_code</reason>"
                        + "<message>a&lt;b&gt;&amp;\"\\\uFFFD é \uD83D\uDCFA \uFFFD</message><n>30</n></result>");
        assertThat(answer)
                .hasToString("{\"status\":\"failure\",\"reason\":\"invalid_code\","
                        + "\"message\":\"a<b>&\\\"\\\\\\u0001 é \uD83D\uDCFA ?\",\"n\":30}");
    }

    @Test
    void an_answer_is_encoded_once() {
        RendezvousAnswer answer = RendezvousAnswer.incomplete().with("retryInterval", 30);
        assertThat(answer.body(AnswerFormat.XML)).isSameAs(answer.body(AnswerFormat.TEXT_XML));
        assertThat(answer.body(AnswerFormat.JSON)).isSameAs(answer.body(AnswerFormat.JSON));
    }
}
