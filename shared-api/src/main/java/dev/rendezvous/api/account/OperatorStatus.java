package dev.rendezvous.api.account;

/** What the operator says of a device: a DISABLED one may do nothing and uses no place. */
public enum OperatorStatus {
    ENABLED,
    DISABLED
}
