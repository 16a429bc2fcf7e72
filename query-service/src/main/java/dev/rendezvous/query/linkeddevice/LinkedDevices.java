package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.query.catchup.CatchUp;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds devices and accounts for those who ask over HTTP. Only views that have caught up say that there is none: a
 * television that is told that its token is dead throws it away (R25).
 */
final class LinkedDevices {
    /** An account that something happens to all the time is not waited for for ever. */
    private static final int MOST_LAGS = 50;

    private final AccountViews accounts;
    private final BooleanSupplier fresh;
    private final CatchUp ofViews;
    private final CatchUp ofTables;

    /**
     * @param fresh whether what this node has heard may be told as it is
     * @param ofViews what this node has heard
     * @param ofTables what the nodes together have written
     */
    LinkedDevices(AccountViews accounts, BooleanSupplier fresh, CatchUp ofViews, CatchUp ofTables) {
        this.accounts = accounts;
        this.fresh = fresh;
        this.ofViews = ofViews;
        this.ofTables = ofTables;
    }

    /**
     * Whose live token this is, from a view that has reached a position; fails with UNAUTHENTICATED if it is none, with
     * UNAVAILABLE if the view lags.
     *
     * @param minPosition null for any
     */
    Mono<AccountViews.Found> find(TokenRef token, @Nullable Long minPosition) {
        return find(
                () -> accounts.find(token),
                minPosition,
                () -> new Refused(RefusalCode.UNAUTHENTICATED, "the token is not alive"));
    }

    /** As {@link #find(TokenRef, Long)}; fails with ACCOUNT_NOT_REGISTERED if there is no such account. */
    Mono<AccountViews.Ruled> find(AccountId accountId, @Nullable Long minPosition) {
        return find(
                () -> accounts.findRuled(accountId),
                minPosition,
                () -> new Refused(RefusalCode.ACCOUNT_NOT_REGISTERED, "the account is not registered"));
    }

    private <T> Mono<T> find(Callable<Optional<T>> search, @Nullable Long minPosition, Supplier<Refused> none) {
        Mono<T> found = Mono.defer(() -> searched(search, MOST_LAGS));
        return (fresh.getAsBoolean() ? Mono.<Void>empty() : ofViews.withNow())
                .then(ofViews.with(minPosition))
                .then(found)
                .switchIfEmpty(Mono.defer(this::caughtUp).then(found))
                .switchIfEmpty(nothingParked().then(found)) // looked for before, so what was parked till then is found
                .switchIfEmpty(Mono.error(none));
    }

    private Mono<Void> nothingParked() {
        return Mono.<Void>fromRunnable(accounts::requireNothingParked).subscribeOn(Schedulers.boundedElastic());
    }

    /** Waits for the tables and searches again, for the account, for its profile, and for what happens meanwhile. */
    private <T> Mono<T> searched(Callable<Optional<T>> search, int lagsLeft) {
        return Mono.fromCallable(search)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .onErrorResume(
                        Touched.TablesLag.class,
                        lag -> lagsLeft == 0
                                ? Mono.error(CatchUp.unavailable())
                                : whenTablesHave(lag.position()).then(searched(search, lagsLeft - 1)));
    }

    private Mono<Void> caughtUp() {
        return ofViews.withNow().then(Mono.defer(ofTables::withNow));
    }

    private Mono<Void> whenTablesHave(long position) {
        return ofTables.with(position).doOnSuccess(done -> accounts.settle(position));
    }
}
