package dev.rendezvous.edge.client;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from (R16): the peer of the socket, or, if that is a trusted proxy, the nearest hop that it and
 * the trusted proxies before it name. What anybody else claims is ignored.
 */
public final class ClientAddress {
    /** Stands for a peer that has no network address, such as one in the same JVM. */
    public static final String UNKNOWN = "unknown";

    private final List<Network> trusted;

    /**
     * @throws IllegalArgumentException if an element is neither an address nor a network in CIDR notation
     */
    public ClientAddress(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(Network::parse).toList();
    }

    /** The address in its canonical text form (RFC 5952 for IPv6), without a port. */
    public String of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) return UNKNOWN;
        InetAddress nearest = Network.withoutScope(peer.getAddress().getAddress());
        return text(trusted.isEmpty() ? nearest : furthestKnown(nearest, request));
    }

    /** What a throttle counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber owns. */
    public static String throttleKey(String address) {
        if (address.indexOf(':') < 0) return address;
        InetAddress parsed = Network.addressOf(address);
        if (parsed == null || parsed.getAddress().length != 16) return address;
        byte[] prefix = parsed.getAddress();
        java.util.Arrays.fill(prefix, 8, 16, (byte) 0);
        return text(Network.withoutScope(prefix)) + "/64";
    }

    private InetAddress furthestKnown(InetAddress peer, ServerHttpRequest request) {
        InetAddress client = peer;
        List<String> hops = ForwardedHops.of(request.getHeaders());
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            @Nullable InetAddress hop = Network.addressOf(hops.get(i));
            if (hop == null) return client;
            client = hop;
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        for (Network network : trusted) {
            if (network.contains(address)) return true;
        }
        return false;
    }

    private static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }
}
