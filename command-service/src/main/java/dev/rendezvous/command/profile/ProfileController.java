package dev.rendezvous.command.profile;

import dev.rendezvous.api.profile.ApprovalChanges;
import dev.rendezvous.api.profile.DefineProfile;
import dev.rendezvous.api.profile.GroupLimit;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.command.gateway.Sender;
import dev.rendezvous.edge.problem.InvalidRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Operators define profiles. */
@RestController
class ProfileController {
    static final String PROFILE = "/profiles/{name}";

    /** A limit that is missing or {@code null} is none. */
    record Definition(
            @Nullable Integer deviceLimit,
            @Nullable Boolean approvalEnabled,
            @Nullable Integer approvedDeviceLimit,
            @Nullable Changes approvalChanges,
            @Nullable List<Group> groups) {
        /** @throws InvalidRequest naming the field that is wrong */
        Profile named(String name) {
            Changes changes = approvalChanges == null ? new Changes(null, null, null) : approvalChanges;
            List<Group> limited = groups == null ? List.of() : groups;
            ApprovalChanges rule = valid("approvalChanges", changes::rule);
            List<GroupLimit> limits = valid(
                    "groups",
                    () -> Profile.requireDistinct(
                            limited.stream().map(Group::rule).toList()));
            valid("deviceLimit", () -> Profile.requireLimit("deviceLimit", deviceLimit));
            valid("approvedDeviceLimit", () -> Profile.requireLimit("approvedDeviceLimit", approvedDeviceLimit));
            boolean approval = approvalEnabled == null || approvalEnabled;
            return valid("name", () -> new Profile(name, deviceLimit, approval, approvedDeviceLimit, rule, limits));
        }
    }

    record Changes(@Nullable Integer limit, @Nullable Integer windowDays, ApprovalChanges.@Nullable Counted counts) {
        private static final int WINDOW_DAYS = 30;

        ApprovalChanges rule() {
            return new ApprovalChanges(
                    limit,
                    windowDays == null ? WINDOW_DAYS : windowDays,
                    counts == null ? ApprovalChanges.Counted.APPROVALS : counts);
        }
    }

    record Group(@Nullable String group, @Nullable Integer limit, @Nullable Boolean ignoreDeviceLimit) {
        GroupLimit rule() {
            if (group == null) throw new IllegalArgumentException("each of groups needs a group");
            return new GroupLimit(group, limit, ignoreDeviceLimit != null && ignoreDeviceLimit);
        }
    }

    @PutMapping(PROFILE)
    CompletableFuture<ResponseEntity<Profile>> define(
            @PathVariable("name") String name, @RequestBody Definition body, Sender sender) {
        Profile profile = body.named(name);
        return sender.<Boolean>send(new DefineProfile(profile))
                .thenApply(defined -> defined.as(defined.answer() ? HttpStatus.CREATED : HttpStatus.OK, profile));
    }

    private static <T extends @Nullable Object> T valid(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(field, String.valueOf(e.getMessage()));
        }
    }
}
