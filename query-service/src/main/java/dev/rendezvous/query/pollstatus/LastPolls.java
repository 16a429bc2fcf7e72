package dev.rendezvous.query.pollstatus;

import org.springframework.context.SmartLifecycle;

/** Lets held polls go when the node goes down, before the web server waits for its last requests to end. */
final class LastPolls implements SmartLifecycle {
    private final HeldPolls held;
    private final PollView view;
    private volatile boolean running;

    LastPolls(HeldPolls held, PollView view) {
        this.held = held;
        this.view = view;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        held.close(view);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
