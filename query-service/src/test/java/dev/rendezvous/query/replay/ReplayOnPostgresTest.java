package dev.rendezvous.query.replay;

import dev.rendezvous.query.OnPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnPostgres
class ReplayOnPostgresTest extends ReplayContract {
    @Autowired
    ReplayOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }
}
