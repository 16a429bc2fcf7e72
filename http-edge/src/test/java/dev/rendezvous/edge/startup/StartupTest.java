package dev.rendezvous.edge.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What a server does not start with, and how it says so. */
@ExtendWith(OutputCaptureExtension.class)
class StartupTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @SpringBootApplication
    static class Empty {}

    @Test
    void a_start_says_little_and_warns_of_nothing(CapturedOutput output) {
        start("--server.address=127.0.0.1", "--rendezvous.local-users.enabled=true")
                .close();
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain("password");
    }

    @Test
    void local_users_need_a_server_on_loopback(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--rendezvous.local-users.enabled=true", "--server.address=0.0.0.0")))
                .isNotNull();
        assertThat(output)
                .contains("rendezvous.local-users.enabled=true is for a server that only this machine can reach.")
                .contains("Set server.address to 127.0.0.1")
                .doesNotContain("\tat ");
    }

    @Test
    void local_users_need_a_management_port_on_loopback_too(CapturedOutput output) {
        String[] settings = {
            "--rendezvous.local-users.enabled=true", "--server.address=127.0.0.1", "--management.server.port=0"
        };
        assertThat(catchThrowable(() -> start(settings))).isNotNull();
        assertThat(output).contains("management.server.address too if it has a port of its own");
    }

    @Test
    void throttles_are_off_on_loopback_only(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--rendezvous.throttle.enabled=false", "--server.address=0.0.0.0")))
                .isNotNull();
        assertThat(output).contains("rendezvous.throttle.enabled=false is for a server that only this machine");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "rendezvous.token.active-key=k",
                        "rendezvous.token.keys.k=" + KEY)
                .run(arguments);
    }
}
