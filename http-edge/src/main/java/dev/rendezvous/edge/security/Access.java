package dev.rendezvous.edge.security;

import dev.rendezvous.api.caller.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a route.
 *
 * @param roles each of these may; {@code null} means anyone, without credentials
 * @param ownAccount whether an account holder may, whose name is the path's variable {@code a}
 */
record Access(@Nullable Set<Role> roles, boolean ownAccount) {
    static final Access ANYONE = new Access(null, false);

    static Access of(Role... roles) {
        return new Access(Set.of(roles), false);
    }

    static Access ownAccountOr(Role... roles) {
        return new Access(Set.of(roles), true);
    }

    boolean needsCredentials() {
        return roles != null;
    }
}
