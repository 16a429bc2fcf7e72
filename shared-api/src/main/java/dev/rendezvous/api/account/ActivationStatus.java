package dev.rendezvous.api.account;

/** Whether a device is in use: an INACTIVE one may do nothing and uses no place. */
public enum ActivationStatus {
    ACTIVE,
    INACTIVE
}
