package dev.rendezvous.query.parked;

import dev.rendezvous.query.OnAxonServer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnAxonServer
class ParkedOnAxonServerTest extends ParkedContract {
    @Autowired
    ParkedOnAxonServerTest(@Value("${local.server.port}") int port) {
        super(port);
    }
}
