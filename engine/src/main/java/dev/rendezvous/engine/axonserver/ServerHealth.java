package dev.rendezvous.engine.axonserver;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this node is connected to Axon Server. No part of readiness: without it a node still answers polls. */
final class ServerHealth implements HealthIndicator {
    private final AxonServerConnectionManager connections;

    ServerHealth(AxonServerConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        boolean connected = connections.isConnected(connections.getDefaultContext());
        return (connected ? Health.up() : Health.down()).build();
    }
}
