package dev.rendezvous.api.account;

import dev.rendezvous.api.registration.DeviceId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A change of an account's list of approved devices, carried out whole or not at all (R34). */
public record Amendment(List<DeviceId> approve, List<DeviceId> unapprove) {
    public static final int MAX_DEVICES = 1_000;

    /** @throws IllegalArgumentException if it names no device, one twice, or more than {@value #MAX_DEVICES} */
    public Amendment {
        approve = List.copyOf(approve);
        unapprove = List.copyOf(unapprove);
        int named = approve.size() + unapprove.size();
        if (named == 0) throw new IllegalArgumentException("names no device");
        if (named > MAX_DEVICES)
            throw new IllegalArgumentException("names more than %d devices".formatted(MAX_DEVICES));
        requireDistinct(approve);
        requireDistinct(unapprove);
        if (!Collections.disjoint(Set.copyOf(approve), unapprove)) {
            throw new IllegalArgumentException("both approves and unapproves a device");
        }
    }

    private static void requireDistinct(Collection<DeviceId> devices) {
        if (new HashSet<>(devices).size() < devices.size()) {
            throw new IllegalArgumentException("names a device twice");
        }
    }
}
