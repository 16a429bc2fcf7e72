package dev.rendezvous.engine.axonserver;

import static java.util.Objects.requireNonNull;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc.PlatformServiceImplBase;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** As much of an Axon Server as its public API shows to this product, in memory: for what a real one cannot be made to do. */
final class SmallAxonServer implements AutoCloseable {
    private final EventsInMemory events = new EventsInMemory();
    private final CommandsInMemory commands = new CommandsInMemory();
    private final int port = freePort();
    private @Nullable Server running;

    /** The server answers from now on, on the same port as before and with the events it had. */
    SmallAxonServer start() {
        try {
            running = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .addService(new Platform())
                    .addService(events)
                    .addService(commands)
                    .build()
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts all connections; who handles which commands is forgotten with them. */
    void stop() {
        commands.forgetHandlers();
        try {
            requireNonNull(running).shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running = null;
    }

    @Override
    public void close() {
        if (running != null) stop();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    EventsInMemory events() {
        return events;
    }

    CommandsInMemory commands() {
        return commands;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells every client to stay on the connection it has. */
    private static final class Platform extends PlatformServiceImplBase {
        @Override
        public void getPlatformServer(ClientIdentification client, StreamObserver<PlatformInfo> answer) {
            answer.onNext(PlatformInfo.newBuilder()
                    .setSameConnection(true)
                    .setPrimary(NodeInfo.newBuilder().setNodeName("small"))
                    .build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<PlatformInboundInstruction> openStream(
                StreamObserver<PlatformOutboundInstruction> answer) {
            return new Heard<>(instruction -> {}, answer);
        }
    }
}
