package dev.rendezvous.edge.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which nothing was read or written for one to two periods. The server's own timeout changes the
 * pipeline twice per request; this one counts.
 */
final class IdleConnection extends ChannelDuplexHandler {
    private static final String NAME = "rendezvous.idle";

    private final long periodNanos;
    private long events;
    private long eventsBefore = -1;
    private @Nullable Future<?> check;

    private IdleConnection(Duration period) {
        this.periodNanos = period.toNanos();
    }

    static void watch(ChannelPipeline pipeline, Duration period) {
        pipeline.addFirst(NAME, new IdleConnection(period));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        check = context.executor()
                .scheduleAtFixedRate(() -> closeIfIdle(context), periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (check != null) check.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        events++;
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        events++;
        super.write(context, message, promise);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closed or not: there is nothing left to do
    private void closeIfIdle(ChannelHandlerContext context) {
        if (events == eventsBefore) context.close();
        eventsBefore = events;
    }
}
