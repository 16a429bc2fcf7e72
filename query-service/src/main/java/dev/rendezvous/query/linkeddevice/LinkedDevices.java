package dev.rendezvous.query.linkeddevice;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import dev.rendezvous.engine.ReadPosition;
import dev.rendezvous.query.catchup.CatchUp;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds devices and accounts for those who ask over HTTP. Only a view that has caught up says that there is none: a
 * television that is told that its token is dead throws it away (R25).
 */
final class LinkedDevices {
    private final AccountViews accounts;
    private final ReadPosition position;
    private final CatchUp catchUp;

    LinkedDevices(AccountViews accounts, ReadPosition position, CatchUp catchUp) {
        this.accounts = accounts;
        this.position = position;
        this.catchUp = catchUp;
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
    Mono<AccountView> find(AccountId accountId, @Nullable Long minPosition) {
        return find(
                () -> accounts.find(accountId),
                minPosition,
                () -> new Refused(RefusalCode.ACCOUNT_NOT_REGISTERED, "the account is not registered"));
    }

    private <T> Mono<T> find(Callable<Optional<T>> search, @Nullable Long minPosition, Supplier<Refused> none) {
        Mono<T> found = Mono.fromCallable(search)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty);
        return Mono.fromFuture(() -> position.whenReached(minPosition))
                .then(found)
                .switchIfEmpty(Mono.defer(catchUp::withNow).then(found))
                .switchIfEmpty(Mono.error(none));
    }
}
