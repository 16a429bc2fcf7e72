package dev.rendezvous.edge.client;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A range of addresses, as CIDR writes it. */
final class Network {
    private final byte[] address;
    private final int prefixLength;

    private Network(byte[] address, int prefixLength) {
        this.address = address;
        this.prefixLength = prefixLength;
    }

    /**
     * @throws IllegalArgumentException if {@code text} is neither an address nor a range of addresses
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = addressOf(slash < 0 ? text : text.substring(0, slash));
        if (address == null) throw unreadable(text);
        int bits = address.getAddress().length * 8;
        int prefix = slash < 0 ? bits : prefixOf(text, text.substring(slash + 1));
        if (prefix > bits) throw unreadable(text);
        return new Network(address.getAddress(), prefix);
    }

    boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        if (bytes.length != address.length) return false;
        for (int bit = 0; bit < prefixLength; bit += 8) {
            int mask = prefixLength - bit >= 8 ? 0xFF : (0xFF << (8 - (prefixLength - bit))) & 0xFF;
            if (((bytes[bit / 8] ^ address[bit / 8]) & mask) != 0) return false;
        }
        return true;
    }

    /** The address that {@code text} spells out; null for host names and nonsense, which are never looked up. */
    static @Nullable InetAddress addressOf(String text) {
        byte[] bytes = text.length() > 64 ? null : NetUtil.createByteArrayFromIpAddressString(text);
        return bytes == null ? null : withoutScope(bytes);
    }

    /** An IPv4 address mapped into IPv6 becomes IPv4 again, so that one client has one name. */
    static InetAddress withoutScope(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    private static int prefixOf(String text, String prefix) {
        if (!prefix.matches("[0-9]{1,3}")) throw unreadable(text);
        return Integer.parseInt(prefix);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("'%s' is not an address or a network in CIDR notation".formatted(text));
    }
}
