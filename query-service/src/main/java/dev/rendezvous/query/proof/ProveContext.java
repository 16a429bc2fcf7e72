package dev.rendezvous.query.proof;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The engine and the clock, without anything that serves. No component, or the service would find it. */
@EnableAutoConfiguration(
        excludeName = {
            "dev.rendezvous.edge.security.SecurityConfiguration",
            "dev.rendezvous.edge.token.TokenConfiguration" // nobody is handed the keys who does not need them
        })
class ProveContext {}
