package dev.rendezvous.query.parked;

import dev.rendezvous.query.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

@RunningService
@DirtiesContext
class ParkedOnH2Test extends ParkedContract {
    @Autowired
    ParkedOnH2Test(@Value("${local.server.port}") int port) {
        super(port);
    }
}
