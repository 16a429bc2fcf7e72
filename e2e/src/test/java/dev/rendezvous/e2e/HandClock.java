package dev.rendezvous.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Inside the product: the clock that shows what a {@link ClockHand} points to. */
final class HandClock extends Clock {
    private final Path file;

    private HandClock(Path file) {
        this.file = file;
    }

    /** Comes before the product's own clock, which then stays away. */
    @AutoConfiguration(beforeName = "dev.rendezvous.edge.ClockConfiguration")
    @ConditionalOnProperty(ClockHand.FILE)
    static class Installed {
        @Bean
        Clock clock() {
            return new HandClock(Path.of(System.getProperty(ClockHand.FILE)));
        }
    }

    @Override
    public Instant instant() {
        try {
            return Instant.ofEpochMilli(Long.parseLong(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the product tells time in UTC");
    }
}
