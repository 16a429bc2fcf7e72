package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** Tells this node's views, each time they have heard of events, when the tables hold these too. */
final class SettledTables {
    private final AccountViews accounts;
    private final ReadPosition heard;
    private final CatchUp ofTables;
    private final AtomicBoolean waiting = new AtomicBoolean();

    SettledTables(AccountViews accounts, ReadPosition heard, CatchUp ofTables) {
        this.accounts = accounts;
        this.heard = heard;
        this.ofTables = ofTables;
        heard.onProgress(this::settleSoon);
    }

    /** One wait at a time; if the tables take too long, the next event or reader tries again. */
    private void settleSoon() {
        if (!waiting.compareAndSet(false, true)) return;
        long index = heard.index();
        ofTables.with(index)
                .doOnSuccess(done -> accounts.settle(index))
                .onErrorResume(late -> Mono.empty())
                .doFinally(end -> {
                    waiting.set(false);
                    if (heard.index() > index) settleSoon();
                })
                .subscribe();
    }
}
