package dev.rendezvous.query.replay;

import dev.rendezvous.query.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

@RunningService
@DirtiesContext
class ReplayOnH2Test extends ReplayContract {
    @Autowired
    ReplayOnH2Test(@Value("${local.server.port}") int port) {
        super(port);
    }
}
