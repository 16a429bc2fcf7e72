package dev.rendezvous.edge.startup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;

/** Where the server listens, as {@code server.address} and, for a management port, {@code management.server.address} say. */
public final class ListeningAddress {
    private ListeningAddress() {}

    /** Whether nobody outside of this machine can reach the server. No address means all of them. */
    public static boolean isLoopback(Environment environment) {
        boolean managementApart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        return isLoopback(environment.getProperty("server.address"))
                && (!managementApart || isLoopback(environment.getProperty("management.server.address")));
    }

    private static boolean isLoopback(@Nullable String address) {
        if (address == null || address.isBlank()) return false;
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Refuses a setting that is for trying things out only.
     *
     * @throws RefusedSettings if the server can be reached from outside of this machine
     */
    public static void requireLoopback(Environment environment, String setting) {
        if (isLoopback(environment)) return;
        throw new RefusedSettings(
                setting + " is for a server that only this machine can reach.",
                "Set server.address to 127.0.0.1, management.server.address too if it has a port of its own, or leave "
                        + setting + " away.");
    }
}
