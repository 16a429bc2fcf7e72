package dev.rendezvous.query.pollstatus;

import dev.rendezvous.api.token.DeviceTokens;
import dev.rendezvous.edge.rendezvous.RendezvousAnswer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words outcomes as the rendezvous API does (R7). What is said often is said from memory; a token never is. */
final class PollAnswers {
    private static final int INTERVALS_KEPT = 121;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DeviceTokens tokens;
    private final RendezvousAnswer[] incomplete =
            IntStream.range(0, INTERVALS_KEPT).mapToObj(PollAnswers::incomplete).toArray(RendezvousAnswer[]::new);
    private final Map<PollOutcome.Failed, RendezvousAnswer> failures = Arrays.stream(PollOutcome.Failed.values())
            .collect(Collectors.toMap(failed -> failed, PollAnswers::failure));

    PollAnswers(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    RendezvousAnswer of(PollOutcome outcome) {
        if (outcome instanceof PollOutcome.Waiting waiting) {
            int interval = waiting.retryInterval();
            return interval < INTERVALS_KEPT ? incomplete[interval] : incomplete(interval);
        }
        if (outcome instanceof PollOutcome.Failed failed) return Objects.requireNonNull(failures.get(failed));
        return success((PollOutcome.Linked) outcome);
    }

    private RendezvousAnswer success(PollOutcome.Linked linked) {
        return RendezvousAnswer.success()
                .with("deviceToken", tokens.tokenOf(linked.token()))
                .with("customerId", linked.customerId().value())
                .with("creationTime", TIME.format(linked.creationTime()));
    }

    private static RendezvousAnswer incomplete(int retryInterval) {
        return RendezvousAnswer.incomplete().with("retryInterval", retryInterval);
    }

    private static RendezvousAnswer failure(PollOutcome.Failed failed) {
        return RendezvousAnswer.failure(failed.name().toLowerCase(Locale.ROOT), messageOf(failed));
    }

    private static String messageOf(PollOutcome.Failed failed) {
        return switch (failed) {
            case MISSING_CODE -> "The registration code is missing.";
            case INVALID_CODE -> "The registration code is not valid for this device.";
            case EXPIRED_CODE -> "The registration code has expired; ask for a new one.";
            case ACCESS_DENIED -> "The user declined to link this device.";
            case ACCOUNT_ISSUE -> "The account cannot be used; contact the provider.";
            case DEVICE_ISSUE -> "The device is no longer linked; ask for a new code.";
            case CANCELLED -> "The registration was cancelled; ask for a new code.";
        };
    }
}
