package dev.rendezvous.api.account;

/** What the operator says of an account. {@code CLOSED} is final. */
public enum AccountStatus {
    ACTIVE,
    ON_HOLD,
    CLOSED
}
