package dev.rendezvous.api.account;

import dev.rendezvous.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What the operator says of an account. {@code CLOSED} is final. */
public enum AccountStatus {
    ACTIVE,
    ON_HOLD,
    CLOSED;

    /** What keeps the account and all its devices from doing anything; {@code null} if it is active (R22, R38). */
    public @Nullable RefusalCode refusal() {
        return switch (this) {
            case ACTIVE -> null;
            case ON_HOLD -> RefusalCode.ACCOUNT_ON_HOLD;
            case CLOSED -> RefusalCode.ACCOUNT_CLOSED;
        };
    }
}
