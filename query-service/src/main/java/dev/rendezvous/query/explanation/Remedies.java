package dev.rendezvous.query.explanation;

import dev.rendezvous.api.refusal.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would turn a refusal into its opposite, besides the passing of time: sentences for people. */
final class Remedies {
    private Remedies() {}

    static List<String> of(@Nullable RefusalCode code) {
        if (code == null) return List.of();
        return switch (code) {
            case ACCOUNT_ON_HOLD -> List.of("An operator ends the account's hold.");
            case DEVICE_DISABLED -> List.of("An operator enables the device.");
            case DEVICE_INACTIVE -> List.of("An operator activates the device.");
            case DEVICE_UNKNOWN -> List.of("The device is linked to the account.");
            case DEVICE_UNAPPROVED ->
                List.of(
                        "The device is approved; see what stands in the way of that.",
                        "An operator declares the device managed.",
                        "The account gets a profile without approval.");
            case DEVICE_LIMIT_REACHED ->
                List.of(
                        "A device that counts is unlinked, disabled, deactivated or declared managed.",
                        "The profile's device limit is raised, or the account gets another profile.");
            case GROUP_LIMIT_REACHED ->
                List.of(
                        "A device of the same group is unlinked, disabled, deactivated or declared managed.",
                        "The group's limit in the profile is raised, or the account gets another profile.");
            case APPROVED_LIMIT_REACHED ->
                List.of(
                        "The same amendment takes another device off the list.",
                        "An operator approves the device beyond the limit.",
                        "The profile's limit of approved devices is raised, or the account gets another profile.");
            case CHANGE_LIMIT_REACHED ->
                List.of(
                        "An operator approves the device beyond the limit, or resets the change window.",
                        "The profile's change limit is raised, or the account gets another profile.");
            default -> List.of(); // a closed account stays closed
        };
    }
}
