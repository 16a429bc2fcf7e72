package dev.rendezvous.engine.axonserver;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What failures mean to whoever sent a command, as a {@link Refused}, whose details survive the way through Axon Server: other
 * exceptions arrive there without their type.
 */
final class ServerFailures {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** After these the same command may well succeed. Not all that Axon calls transient: an append without answer is not. */
    private static final List<Class<? extends Throwable>> LOST_RACES = List.of(
            ConcurrencyException.class,
            LockAcquisitionFailedException.class,
            TransientDataAccessException.class,
            DuplicateKeyException.class);

    private static final List<Class<? extends Throwable>> OUT_OF_REACH = List.of(
            AxonServerException.class, // the node that handled it, or the server, was lost
            io.axoniq.axonserver.connector.AxonServerException.class,
            AxonServerCommandDispatchException.class,
            CannotCreateTransactionException.class,
            DataAccessResourceFailureException.class,
            RejectedExecutionException.class,
            TransactionSystemException.class, // neither committed nor rolled back, as far as this node knows
            TimeoutException.class);

    private static final Set<Status.Code> UNREACHED =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.DEADLINE_EXCEEDED);

    /** Spring knows the lock time-outs of other databases only. */
    private static final Pattern LOCK_NOT_AVAILABLE = Pattern.compile("55P03");

    /** Connections lost or ended by an operator, too many of them, and a transaction that stood still for too long. */
    private static final Pattern DATABASE_AWAY = Pattern.compile("08...|57P..|53300|25P03");

    private ServerFailures() {}

    /**
     * The same failure as a {@link Refused} if it is a refusal, a lost race or a server out of reach; else as it is. That nobody
     * handles a command is left as it is: it was not even tried.
     */
    static Throwable told(Throwable failure) {
        if (failure instanceof NoHandlerForCommandException) return failure;
        Refusal refusal = Refused.in(failure);
        if (refusal != null) {
            return failure instanceof Refused ? failure : new Refused(refusal, String.valueOf(failure.getMessage()));
        }
        if (isLostRace(failure)) {
            return new Refused(Refusal.lostRace(), "somebody else was faster; trying again is safe");
        }
        return isOutOfReach(failure) ? outOfReach() : failure;
    }

    static Refused outOfReach() {
        return new Refused(Refusal.until(RefusalCode.UNAVAILABLE, RETRY), "not available at the moment");
    }

    /**
     * A read's failure, for whoever reads. A server out of reach is no {@link Refused} here, although it carries the same
     * details: a handler that fails with it is rolled back.
     */
    static RuntimeException ofRead(RuntimeException failure) {
        if (!isOutOfReach(failure)) return failure;
        Refused refused = outOfReach();
        return new CommandExecutionException(refused.getMessage(), failure, Refused.in(refused));
    }

    /** Whether Axon Server has decided against the events because their aggregate has others there: {@code AXONIQ-2000}. */
    static boolean isConflict(Throwable failure) {
        return hasStatus(failure, Status.Code.OUT_OF_RANGE::equals);
    }

    private static boolean isLostRace(Throwable failure) {
        return isConflict(failure) || isAny(LOST_RACES, failure) || hasSqlState(failure, LOCK_NOT_AVAILABLE);
    }

    static boolean isOutOfReach(Throwable failure) {
        return hasStatus(failure, UNREACHED::contains)
                || isAny(OUT_OF_REACH, failure)
                || hasSqlState(failure, DATABASE_AWAY);
    }

    private static boolean hasSqlState(Throwable failure, Pattern states) {
        return ExceptionUtils.findException(failure, SQLException.class)
                .filter(e -> e.getSQLState() != null
                        && states.matcher(e.getSQLState()).matches())
                .isPresent();
    }

    private static boolean hasStatus(Throwable failure, Predicate<Status.Code> code) {
        return ExceptionUtils.findException(failure, StatusRuntimeException.class)
                .filter(status -> code.test(status.getStatus().getCode()))
                .isPresent();
    }

    private static boolean isAny(List<Class<? extends Throwable>> types, Throwable failure) {
        return types.stream()
                .anyMatch(type -> ExceptionUtils.findException(failure, type).isPresent());
    }
}
