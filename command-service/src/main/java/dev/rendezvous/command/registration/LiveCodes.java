package dev.rendezvous.command.registration;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** How many codes are live, exact under any race: a code counts before it is drawn, and no more if that is rolled back. */
final class LiveCodes {
    private final AtomicLong count;

    LiveCodes(long atStart) {
        count = new AtomicLong(atStart);
    }

    /** Counts one more, for the current unit of work; returns how many there are with it. */
    long oneMore() {
        CurrentUnitOfWork.get().onRollback(unitOfWork -> count.decrementAndGet());
        return count.incrementAndGet();
    }

    /** Counts one less once the current unit of work is committed. */
    void oneLess() {
        CurrentUnitOfWork.get().afterCommit(unitOfWork -> count.decrementAndGet());
    }

    long count() {
        return count.get();
    }
}
