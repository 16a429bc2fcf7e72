package dev.rendezvous.engine.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.api.refusal.Refusal;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import io.axoniq.axonserver.connector.ErrorCategory;
import io.axoniq.axonserver.grpc.ErrorMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.ExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class ServerFailuresTest {
    private static Throwable fromServer(String code, String message) {
        return ErrorCode.getFromCode(code)
                .convert(ErrorMessage.newBuilder().setMessage(message).build());
    }

    static Stream<Throwable> lostRaces() {
        return Stream.of(
                new StatusRuntimeException(
                        Status.OUT_OF_RANGE.withDescription("[AXONIQ-2000] Invalid sequence number")),
                fromServer("AXONIQ-2000", "Invalid sequence number"),
                new ConcurrencyException("same aggregate"),
                new DuplicateKeyException("device_link"),
                new CannotAcquireLockException("row lock"),
                new UncategorizedSQLException("prepared rows", "INSERT", new SQLException("lock timeout", "55P03")));
    }

    static Stream<Throwable> serversOutOfReach() {
        return Stream.of(
                new StatusRuntimeException(Status.UNAVAILABLE.withDescription("io exception")),
                new EventStoreException("cannot read", new StatusRuntimeException(Status.UNAVAILABLE)),
                new StatusRuntimeException(Status.CANCELLED),
                new CompletionException(new io.axoniq.axonserver.connector.AxonServerException(
                        ErrorCategory.COMMAND_DISPATCH_ERROR, "Reply completed without result", "node")),
                fromServer("AXONIQ-4001", "Connection lost while executing command on: node"),
                fromServer("AXONIQ-4003", "Error dispatching"),
                new ExecutionException("Timeout while executing request", new TimeoutException()),
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("connection lost"),
                new TransactionSystemException("cannot commit", new SQLException("ended by an operator", "57P01")),
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed")),
                new UncategorizedSQLException("prepared rows", "INSERT", new SQLException("stood still", "25P03")),
                new RejectedExecutionException("closing"));
    }

    static Stream<Throwable> otherFailures() {
        return Stream.of(
                new IllegalStateException("a defect"),
                new NoHandlerForCommandException("nobody's"),
                new StatusRuntimeException(Status.INTERNAL),
                fromServer("AXONIQ-4002", "For input string: x"),
                new UncategorizedSQLException("prepared rows", "INSERT", new SQLException("aborted", "25P02")));
    }

    @ParameterizedTest
    @MethodSource("lostRaces")
    void a_lost_race_is_told_as_one_that_may_be_retried(Throwable failure) {
        Refusal refusal = Refused.in(ServerFailures.told(failure));
        assertThat(refusal).isEqualTo(Refusal.lostRace());
    }

    @ParameterizedTest
    @MethodSource("serversOutOfReach")
    void a_server_out_of_reach_is_told_as_unavailable_with_a_time_to_come_back(Throwable failure) {
        Throwable told = ServerFailures.told(failure);
        assertThat(Refused.codeOf(told)).isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(Refused.in(told))
                .extracting(refusal -> refusal.facts().get(Refusal.RETRY_AFTER))
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void anything_else_stays_as_it_is(Throwable failure) {
        assertThat(ServerFailures.told(failure)).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("refusalsOnTheirWay")
    void a_refusal_is_a_refusal_again_whatever_carried_it(Throwable failure) {
        assertThat(ServerFailures.told(failure)).isInstanceOf(Refused.class).hasMessage("used");
        assertThat(Refused.codeOf(ServerFailures.told(failure))).isEqualTo(RefusalCode.ALREADY_USED);
    }

    static Stream<Throwable> refusalsOnTheirWay() {
        Refusal used = Refusal.of(RefusalCode.ALREADY_USED);
        return Stream.of(new Refused(used, "used"), new CommandExecutionException("used", null, used));
    }
}
