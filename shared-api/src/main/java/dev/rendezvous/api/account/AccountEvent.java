package dev.rendezvous.api.account;

/** What can happen to an account and to the devices linked to it. */
public sealed interface AccountEvent
        permits AccountOpened,
                ProfileAssigned,
                AccountPutOnHold,
                AccountReactivated,
                AccountClosed,
                DeviceLinked,
                DeviceRefused,
                DeviceUnlinked,
                DeviceRenamed,
                DeviceSignedOn,
                OperatorStatusChanged,
                ActivationStatusChanged,
                DeviceManagementChanged,
                DeviceApproved,
                DeviceUnapproved,
                AmendmentRefused,
                ChangeWindowReset,
                WrongCodeEntered,
                CodeEntryLocked,
                PersonalDataErased {
    AccountId accountId();
}
