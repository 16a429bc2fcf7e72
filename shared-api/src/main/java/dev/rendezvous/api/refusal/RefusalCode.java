package dev.rendezvous.api.refusal;

/** What is true of the world when a rule says no. The names are part of the HTTP contract. */
public enum RefusalCode {
    CODE_UNKNOWN,
    CODE_EXPIRED,
    ALREADY_USED,
    CODE_ENTRY_LOCKED,
    TOO_MANY_REQUESTS,
    ACCOUNT_NOT_REGISTERED,
    ACCOUNT_ON_HOLD,
    ACCOUNT_CLOSED,
    DEVICE_UNKNOWN,
    DEVICE_DISABLED,
    DEVICE_INACTIVE,
    DEVICE_LIMIT_REACHED,
    GROUP_LIMIT_REACHED,
    PROFILE_UNKNOWN,
    REGISTRATION_UNKNOWN,
    CONFLICT,
    UNAVAILABLE
}
