package dev.rendezvous.edge.wire;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(ConnectionSettings.class)
class WireConfiguration {
    @Bean
    static RequestCount requestCount() {
        return new RequestCount();
    }

    @Bean
    static NettyServerCustomizer connections(ConnectionSettings settings, RequestCount requests) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> {
            UnreadableRequest.watch(channel.pipeline());
            requests.watch(channel.pipeline());
            IdleConnection.watch(channel.pipeline(), settings.idle());
        });
    }
}
