package dev.rendezvous.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.edge.security.RouteRules;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every route of both services says who may call it. */
@WholeProduct
class WhoMayCallTest {
    @Autowired
    private ApplicationContext product;

    @Test
    void every_mapped_route_has_exactly_one_rule() {
        assertThat(RouteRules.faults(product)).isEmpty();
    }
}
