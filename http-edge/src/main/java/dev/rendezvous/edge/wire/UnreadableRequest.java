package dev.rendezvous.edge.wire;

import dev.rendezvous.edge.caller.CorrelationId;
import dev.rendezvous.edge.problem.Failure;
import dev.rendezvous.edge.problem.Failures;
import dev.rendezvous.edge.problem.Problem;
import dev.rendezvous.edge.rendezvous.RendezvousFailure;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.netty.NettyPipeline;

/**
 * Gives the documented shape to what the server answers by itself, with nothing but a status: requests that are no HTTP,
 * have a malformed URI, or a line or header that is too long. Nothing of ours answers without a correlation id, so that
 * is how they are told apart. One for each connection.
 */
final class UnreadableRequest extends ChannelDuplexHandler {
    private static final String NAME = "rendezvous.unreadable";

    private @Nullable HttpRequest latest;

    private UnreadableRequest() {}

    static void watch(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new UnreadableRequest());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) latest = request;
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean bare = message instanceof FullHttpResponse answer
                && answer.status().code() >= 400
                && !answer.content().isReadable()
                && !answer.headers().contains(CorrelationId.HEADER);
        super.write(context, bare ? told((FullHttpResponse) message) : message, promise);
    }

    private FullHttpResponse told(FullHttpResponse bare) {
        HttpRequest request = latest;
        Failure failure = Failures.unreadable(HttpStatus.valueOf(bare.status().code()));
        boolean rendezvous = request != null && request.uri().startsWith(RendezvousFailure.PREFIX);
        String accept = request == null ? null : request.headers().get(HttpHeaderNames.ACCEPT);
        boolean json = !rendezvous || (accept != null && accept.contains("json"));
        byte[] body = rendezvous ? RendezvousFailure.body(failure, json) : Problem.body(failure);
        FullHttpResponse told =
                new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        told.headers()
                .set(bare.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, typeOf(rendezvous, json))
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(CorrelationId.HEADER, correlationId(request));
        bare.release();
        return told;
    }

    private static String typeOf(boolean rendezvous, boolean json) {
        if (!rendezvous) return "application/problem+json";
        return json ? "application/json" : "application/xml";
    }

    private static String correlationId(@Nullable HttpRequest request) {
        return CorrelationId.from(request == null ? null : request.headers().get(CorrelationId.HEADER));
    }
}
