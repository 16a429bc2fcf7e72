package dev.rendezvous.command.account;

import java.util.Set;

/** The profiles that an account can have, by name. */
record Profiles(Set<String> names) {
    static final String STANDARD = "standard";

    boolean exists(String name) {
        return names.contains(name);
    }
}
