package dev.rendezvous.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.edge.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Management on a port of its own, as in production. */
@OverHttp
@TestPropertySource(
        properties = {
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "management.endpoints.web.exposure.include=health,prometheus,beans"
        })
class ManagementPortTest {
    private static final String NOBODY = "X-Nothing: x";

    @LocalServerPort
    private int port;

    @Value("${local.management.port}")
    private int managementPort;

    @Test
    void a_scrape_needs_no_credentials_there() throws Exception {
        Answer scrape = new Wire(managementPort).get("/actuator/prometheus", NOBODY);

        assertThat(scrape.status()).isEqualTo(200);
        assertThat(scrape.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void whatever_else_is_exposed_is_the_operator_s() throws Exception {
        assertThat(new Wire(managementPort).get("/actuator/beans", NOBODY).status())
                .isEqualTo(401);
    }

    @Test
    void the_service_port_knows_nothing_of_it() throws Exception {
        assertThat(new Wire(port).get("/actuator/prometheus", NOBODY).status()).isEqualTo(404);
        assertThat(new Wire(port).get("/actuator/health", NOBODY).status()).isEqualTo(404);
    }
}
