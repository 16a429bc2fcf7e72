package dev.rendezvous.command.personal;

import dev.rendezvous.engine.personal.KeyCare;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Any number of nodes may sweep. What fails is logged by the scheduler and tried again by the next sweep. */
@Component
class KeySweep {
    private final KeyCare keys;

    KeySweep(KeyCare keys) {
        this.keys = keys;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        keys.eraseUnclaimed();
        keys.wrapWithActiveKey();
    }
}
