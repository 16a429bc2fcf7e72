package dev.rendezvous.api.account;

/** Whether a device may play as far as the list of approved devices goes (R38). */
public enum Approval {
    APPROVED,
    UNAPPROVED,

    /** The account's profile has no approval, or the device is the operator's own. */
    NOT_REQUIRED
}
