package dev.rendezvous.engine.axonserver;

import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes one decision of the events that a command appends and the rows that it writes, although they lie in two stores: the
 * rows are prepared, the events are appended, the rows are committed. What a crash or an unanswered append leaves prepared,
 * {@link AppendsInDoubt} settles by the events.
 */
final class RowsFollowEvents implements MessageDispatchInterceptor<EventMessage<?>> {
    private static final String FOLLOWED = RowsFollowEvents.class.getName();

    private final PreparedRows rows;
    private final ServerEventLog log;

    RowsFollowEvents(PreparedRows rows, ServerEventLog log) {
        this.rows = rows;
        this.log = log;
    }

    /** Axon calls this while a unit of work prepares its commit, before its event store joins in. */
    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        if (!events.isEmpty() && TransactionSynchronizationManager.isActualTransactionActive()) {
            Promise promise = new Promise(events.get(0).getIdentifier(), log.newestSeen());
            UnitOfWork<?> command = CurrentUnitOfWork.get().root();
            command.getOrComputeResource(FOLLOWED, key -> follow(command, promise));
        }
        return (index, event) -> event;
    }

    /** Commit handlers run last one first, so what is registered before the event store does runs after it. */
    private Promise follow(UnitOfWork<?> command, Promise promise) {
        command.onCommit(appended -> rows.commit(promise));
        command.onPrepareCommit(registered -> command.onCommit(all -> prepare(command, promise)));
        return promise;
    }

    private void prepare(UnitOfWork<?> command, Promise promise) {
        rows.prepare(promise);
        command.onRollback(failed -> {
            Throwable failure = failed.getExecutionResult().getExceptionResult();
            if (ServerFailures.isConflict(failure)) rows.rollback(promise);
        });
    }
}
