package dev.rendezvous.command.gateway;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.Refused;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.AxonTransientException;
import org.axonframework.common.ExceptionUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Sends a command again that lost a race in the store, on this node or another, or that nobody was there to handle: soon, then
 * later, five times; anything else fails at once. On a thread that does nothing else: were it Spring's scheduler, a sweep
 * waiting for its commands would keep them from being retried.
 */
class LostRaceIsRetried implements RetryScheduler, AutoCloseable {
    private static final int MOST_RETRIES = 5;
    private static final long LOST_RACE_MILLIS = 5;

    /** Five retries cover the seconds in which a server between the nodes that has come back learns who handles what. */
    private static final long NO_HANDLER_MILLIS = 50;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("command-retry"));

    @Override
    public void close() {
        executor.shutdownNow();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException failure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (failures.size() > MOST_RETRIES || !isLostRace(failure)) return false;
        try {
            var unused = executor.schedule(dispatch, delay(failure) << failures.size(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException closing) {
            return false; // the failure itself is then what the caller gets
        }
    }

    private static long delay(Throwable failure) {
        return failure instanceof NoHandlerForCommandException ? NO_HANDLER_MILLIS : LOST_RACE_MILLIS;
    }

    private static boolean isLostRace(Throwable failure) {
        Refusal refusal = Refused.in(failure);
        if (refusal != null) return refusal.isLostRace();
        return Stream.of(AxonTransientException.class, TransientDataAccessException.class, DuplicateKeyException.class)
                .anyMatch(lost -> ExceptionUtils.findException(failure, lost).isPresent());
    }
}
