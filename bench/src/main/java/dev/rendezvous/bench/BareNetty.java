package dev.rendezvous.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * The ceiling: answers every request with the bytes and headers of a pending poll, looking at nothing. The same transport
 * and as many event loops as the product's server takes by default.
 */
public final class BareNetty {
    private static final byte[] BODY =
            "{\"status\":\"incomplete\",\"retryInterval\":30}".getBytes(StandardCharsets.US_ASCII);

    private BareNetty() {}

    /** @param args the port, on loopback */
    public static void main(String[] args) throws InterruptedException {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> channel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        int loops = Math.max(Runtime.getRuntime().availableProcessors(), 4);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(loops, io);
        Constant constant = new Constant();
        try {
            new ServerBootstrap()
                    .group(group)
                    .channel(channel)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel client) {
                            client.pipeline().addLast(new HttpServerCodec(), constant);
                        }
                    })
                    .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                    .sync()
                    .channel()
                    .closeFuture()
                    .sync();
        } finally {
            group.shutdownGracefully().syncUninterruptibly();
        }
    }

    @Sharable
    private static final class Constant extends SimpleChannelInboundHandler<Object> {
        Constant() {
            super(false);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext client, Object part) {
            ReferenceCountUtil.release(part);
            if (!(part instanceof HttpRequest)) return;
            var answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(BODY));
            answer.headers()
                    .set("X-Correlation-Id", "5f1f2c1e-0a5c-4a5e-9a35-2f6c5d0c7b11")
                    .set("X-Content-Type-Options", "nosniff")
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .set(HttpHeaderNames.CONTENT_LENGTH, BODY.length)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            client.write(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext client) {
            client.flush();
        }
    }
}
