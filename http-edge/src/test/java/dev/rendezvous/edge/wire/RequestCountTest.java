package dev.rendezvous.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

class RequestCountTest {
    private final RequestCount requests = new RequestCount();

    private EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addFirst(NettyPipeline.HttpCodec, new HttpServerCodec());
        requests.watch(channel.pipeline());
        return channel;
    }

    private static void ask(EmbeddedChannel channel) {
        channel.pipeline()
                .context(NettyPipeline.HttpCodec)
                .fireChannelRead(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        channel.pipeline().context(NettyPipeline.HttpCodec).fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void each_request_counts_once_on_whatever_connection() {
        EmbeddedChannel one = connection();
        ask(one);
        ask(one);
        ask(connection());
        assertThat(requests.total()).isEqualTo(3);
        assertThat(one.inboundMessages()).hasSize(4);
    }
}
