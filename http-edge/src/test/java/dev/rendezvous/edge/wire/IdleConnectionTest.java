package dev.rendezvous.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void watch() {
        channel.freezeTime();
        IdleConnection.watch(channel.pipeline(), Duration.ofSeconds(75));
    }

    @Test
    void a_connection_on_which_nothing_moves_is_closed() {
        pass(149);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatever_is_read_or_written_keeps_it_open() {
        for (int i = 0; i < 10; i++) {
            pass(75);
            channel.writeInbound("in");
            pass(75);
            channel.writeOutbound("out");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(150);
        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
