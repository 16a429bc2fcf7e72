package dev.rendezvous.query.replay;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonThreadFactory;

/** Something that takes long and is done on a thread of its own, while another looks after it. */
final class Aside {
    private static final long LOOK_MILLIS = 200;

    private final FutureTask<Boolean> task;

    /** Begins it. */
    Aside(Runnable action) {
        task = new FutureTask<>(action, true);
        new AxonThreadFactory("replay-aside").newThread(task).start();
    }

    /**
     * Whether it is done. Waits for it for a moment.
     *
     * @throws RuntimeException that it has failed with
     */
    boolean isDone() throws InterruptedException {
        try {
            return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }
}
