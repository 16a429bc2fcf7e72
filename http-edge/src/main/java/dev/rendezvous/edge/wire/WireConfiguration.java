package dev.rendezvous.edge.wire;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class WireConfiguration {
    @Bean
    static NettyServerCustomizer answersToTheUnreadable() {
        return server ->
                server.doOnChannelInit((observer, channel, remote) -> UnreadableRequest.watch(channel.pipeline()));
    }
}
