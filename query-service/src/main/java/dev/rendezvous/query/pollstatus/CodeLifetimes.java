package dev.rendezvous.query.pollstatus;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long codes live: the command side's settings, of which this side must know the longest to find every live session
 * again after a start. Both services must be given the same.
 */
@ConfigurationProperties("rendezvous.registration")
record CodeLifetimes(@DefaultValue("15m") Duration codeLifetime, @DefaultValue Map<String, OfType> deviceTypes) {
    /** Five accounts at most may enter a code (R16), and each may add five minutes (R14). */
    private static final Duration CLAIMS = Duration.ofMinutes(25);

    /** @param codeLifetime null for the same as any other device */
    record OfType(@Nullable Duration codeLifetime) {}

    /** No session lives longer than this. */
    Duration longest() {
        return Stream.concat(
                        Stream.of(codeLifetime),
                        deviceTypes.values().stream().map(OfType::codeLifetime).flatMap(Stream::ofNullable))
                .reduce(codeLifetime, (one, other) -> one.compareTo(other) > 0 ? one : other)
                .plus(CLAIMS);
    }
}
