package dev.rendezvous.query.replay;

import dev.rendezvous.query.OnAxonServer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnAxonServer
class ReplayOnAxonServerTest extends ReplayContract {
    @Autowired
    ReplayOnAxonServerTest(@Value("${local.server.port}") int port) {
        super(port);
    }
}
