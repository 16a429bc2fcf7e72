package dev.rendezvous.edge.wire;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.atomic.LongAdder;
import reactor.netty.NettyPipeline;

/** How many requests this process was asked, whoever answers them. */
@Sharable
public final class RequestCount extends ChannelInboundHandlerAdapter {
    private static final String NAME = "rendezvous.requests";

    private final LongAdder requests = new LongAdder();

    /** Since the process was started. */
    public long total() {
        return requests.sum();
    }

    void watch(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpCodec) != null) pipeline.addAfter(NettyPipeline.HttpCodec, NAME, this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) requests.increment();
        context.fireChannelRead(message);
    }
}
