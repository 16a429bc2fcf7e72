package dev.rendezvous.edge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {
    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";

    private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "2001:db8:1::/48"));

    @Test
    void without_trusted_proxies_only_the_peer_counts() throws Exception {
        ClientAddress addresses = new ClientAddress(List.of());
        assertThat(addresses.of(from("10.0.0.1", X_FORWARDED_FOR, "192.0.2.1"))).isEqualTo("10.0.0.1");
        assertThat(addresses.of(from("10.0.0.1", FORWARDED, "for=192.0.2.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void what_anybody_but_a_trusted_proxy_says_is_ignored() throws Exception {
        assertThat(behindProxies.of(from("192.0.2.9", X_FORWARDED_FOR, "192.0.2.1")))
                .isEqualTo("192.0.2.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "192.0.2.1:4711 | 192.0.2.1",
                "6.6.6.6, 192.0.2.1 | 192.0.2.1",
                "6.6.6.6, 192.0.2.1, 10.1.2.3 | 192.0.2.1",
                "10.9.9.9, 10.1.2.3 | 10.9.9.9",
                "2001:DB8::0:1 | 2001:db8::1",
                "[2001:db8::1]:443 | 2001:db8::1",
                "::ffff:192.0.2.1 | 192.0.2.1",
                "nonsense | 10.0.0.1",
                "192.0.2.1, localhost | 10.0.0.1",
                "192.0.2.1, , 10.1.2.3 | 10.1.2.3",
            })
    void of_the_hops_the_nearest_untrusted_one_counts(String header, String expected) throws Exception {
        assertThat(behindProxies.of(from("10.0.0.1", X_FORWARDED_FOR, header))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1;proto=https | 192.0.2.1",
                "proto=https; For=\"192.0.2.1:80\" | 192.0.2.1",
                "for=6.6.6.6, for=\"[2001:db8::7]:80\", for=10.2.2.2 | 2001:db8::7",
                "for=\"[2001:db8:1::5]\", for=10.2.2.2 | 2001:db8:1::5",
                "for=unknown | 10.0.0.1",
                "for=_hidden, for=10.2.2.2 | 10.2.2.2",
                "by=192.0.2.1 | 10.0.0.1",
                "for=\"192.0.2.1, for=6.6.6.6 | 10.0.0.1",
            })
    void the_standard_header_is_read_too(String header, String expected) throws Exception {
        assertThat(behindProxies.of(from("10.0.0.1", FORWARDED, header))).isEqualTo(expected);
    }

    @Test
    void several_header_lines_are_one_list_and_a_huge_one_is_none() throws Exception {
        assertThat(behindProxies.of(from("10.0.0.1", X_FORWARDED_FOR, "6.6.6.6", "192.0.2.1")))
                .isEqualTo("192.0.2.1");
        assertThat(behindProxies.of(from("10.0.0.1", X_FORWARDED_FOR, "192.0.2.1,".repeat(1_000) + "192.0.2.1")))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void an_ipv6_client_is_throttled_by_its_subnet() {
        assertThat(ClientAddress.throttleKey("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(ClientAddress.throttleKey("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
        assertThat(ClientAddress.throttleKey("2001:db8:1:2::")).isEqualTo("2001:db8:1:2::/64");
        assertThat(ClientAddress.throttleKey(ClientAddress.UNKNOWN)).isEqualTo(ClientAddress.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "", "::/129", "10.0.0.0/"})
    void a_trusted_proxy_that_cannot_be_read_stops_the_start(String network) {
        assertThatThrownBy(() -> new ClientAddress(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_network_ends_within_a_byte() throws Exception {
        Network network = Network.parse("192.168.4.0/22");
        assertThat(network.contains(InetAddress.getByName("192.168.7.255"))).isTrue();
        assertThat(network.contains(InetAddress.getByName("192.168.8.0"))).isFalse();
        assertThat(Network.parse("0.0.0.0/0").contains(InetAddress.getByName("192.0.2.1")))
                .isTrue();
        assertThat(Network.parse("::/0").contains(InetAddress.getByName("192.0.2.1")))
                .isFalse();
    }

    private static MockServerHttpRequest from(String peer, String header, String... values) throws Exception {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.getByName(peer), 40_000))
                .header(header, values)
                .build();
    }
}
