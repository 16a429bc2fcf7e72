package dev.rendezvous.api.caller;

/** In which capacity a caller acts. */
public enum Role {
    DEVICE,
    ACCOUNT,
    PARTNER,
    OPERATOR,
    AUDITOR,
    SYSTEM
}
