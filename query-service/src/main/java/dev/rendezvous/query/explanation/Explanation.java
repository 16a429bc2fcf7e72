package dev.rendezvous.query.explanation;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AccountStatus;
import dev.rendezvous.api.account.ActivationStatus;
import dev.rendezvous.api.account.Approval;
import dev.rendezvous.api.account.OperatorStatus;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.registration.DeviceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device might do at one instant, and why (R40).
 *
 * @param profile name of the profile that set the limits then
 * @param device {@code null} if it was not linked then
 * @param signIn whether it might start a session (R38)
 * @param play whether it might play (R38)
 * @param place whether it had a place among the devices that count, or would have got one (R32)
 * @param approve whether it was on the list of approved devices or could be added then (R34, R35)
 * @param refusals what was refused to it until then, the newest first, {@value #MOST_REFUSALS} at most
 */
record Explanation(
        AccountId accountId,
        DeviceId deviceId,
        Instant at,
        AccountStatus accountStatus,
        String profile,
        @Nullable Device device,
        Verdict signIn,
        Verdict play,
        Verdict place,
        Verdict approve,
        List<PastRefusal> refusals) {
    static final int MOST_REFUSALS = 20;

    /** The device as it was. */
    record Device(
            @Nullable String deviceType,
            @Nullable String group,
            boolean managed,
            OperatorStatus operatorStatus,
            ActivationStatus activationStatus,
            Approval approval,
            Instant linkedAt) {}

    /**
     * One answer and its reasons.
     *
     * @param code why not; {@code null} if it is allowed
     * @param rule number of the rule that decided
     * @param limit the limit that was looked at, as it was in force then; {@code null} if none was
     * @param because what had happened that led to the answer, oldest first
     * @param counted what counted towards the limit, oldest first
     * @param possibleFrom when time alone makes it possible; {@code null} if it does not
     * @param wouldChange what else would change the answer
     */
    record Verdict(
            boolean allowed,
            @Nullable RefusalCode code,
            String rule,
            @Nullable Limit limit,
            List<Occurrence> because,
            List<Occurrence> counted,
            @Nullable Instant possibleFrom,
            List<String> wouldChange) {}

    /**
     * A limit and how much of it was used.
     *
     * @param group whose limit it is, if it is that of a group
     * @param limit {@code null} for unlimited
     * @param windowDays of a change limit
     */
    record Limit(@Nullable String group, int used, @Nullable Integer limit, @Nullable Integer windowDays) {}

    /**
     * An event of the account's history.
     *
     * @param event its type
     * @param countsUntil when it stops counting, if time alone ends that
     */
    record Occurrence(String event, Instant at, @Nullable DeviceId deviceId, @Nullable Instant countsUntil) {}

    /** Something that was refused, with the limit and its use as they were. */
    record PastRefusal(
            Instant at,
            RefusalCode code,
            @Nullable String group,
            int limit,
            int used,
            @Nullable Instant nextChangeAt) {}
}
