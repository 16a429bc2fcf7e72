package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.query.replay.TableSets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Has this node forget, within a second, what it read from tables that were exchanged for others that say something else. If
 * they say the same, what it keeps in memory is as good.
 */
final class ExchangedTables implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangedTables.class);
    private static final long PERIOD_MILLIS = 500;

    private final TableSets tables;
    private final AccountViews accounts;
    private final Scheduler scheduler;
    private volatile @Nullable Disposable looking;
    private long known = Long.MIN_VALUE;
    private boolean forgetAgain;

    ExchangedTables(TableSets tables, AccountViews accounts, Scheduler scheduler) {
        this.tables = tables;
        this.accounts = accounts;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        looking = scheduler.schedulePeriodically(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Disposable now = looking;
        if (now != null) now.dispose();
        looking = null;
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    /** Forgets twice: whoever was reading during the exchange may keep what was read after the first time. */
    void look() {
        try {
            long generation = tables.generation();
            boolean others = known != Long.MIN_VALUE && generation != known;
            boolean differ = others && (generation > known + 1 || tables.differing() > 0);
            if (differ || forgetAgain) accounts.forgetAll();
            forgetAgain = differ;
            known = generation;
        } catch (DataAccessException e) {
            LOG.debug("Which tables serve cannot be read", e);
        }
    }
}
