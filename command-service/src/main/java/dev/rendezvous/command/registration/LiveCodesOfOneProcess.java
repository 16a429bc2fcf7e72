package dev.rendezvous.command.registration;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Counted in memory, exact under any race. */
final class LiveCodesOfOneProcess implements LiveCodes {
    private final AtomicLong count;

    LiveCodesOfOneProcess(long atStart) {
        count = new AtomicLong(atStart);
    }

    @Override
    public long more(int codes) {
        CurrentUnitOfWork.get().onRollback(unitOfWork -> count.addAndGet(-codes));
        return count.addAndGet(codes);
    }

    @Override
    public void less(int codes) {
        CurrentUnitOfWork.get().afterCommit(unitOfWork -> count.addAndGet(-codes));
    }

    /** Nobody waits for a number in memory. */
    @Override
    public void first() {}

    @Override
    public long count() {
        return count.get();
    }
}
