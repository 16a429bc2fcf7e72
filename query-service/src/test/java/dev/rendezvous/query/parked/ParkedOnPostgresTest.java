package dev.rendezvous.query.parked;

import dev.rendezvous.query.OnPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@OnPostgres
class ParkedOnPostgresTest extends ParkedContract {
    @Autowired
    ParkedOnPostgresTest(@Value("${local.server.port}") int port) {
        super(port);
    }
}
