package dev.rendezvous.edge.security;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Users for trying things out: {@code viewer-1} and {@code viewer-2} hold the accounts of the same name, {@code operator},
 * {@code auditor} and {@code partner} are what they are called.
 *
 * @param enabled whether they exist; only while the server listens on loopback. Default false
 * @param password of all of them. Default: the environment's {@code RENDEZVOUS_DEMO_PASSWORD}, else {@code demo}
 */
@Validated
@ConfigurationProperties("rendezvous.local-users")
record LocalUsersSettings(@DefaultValue("false") boolean enabled, @NotBlank String password) {

    @Override
    public String toString() {
        return "LocalUsersSettings[enabled=%s]".formatted(enabled);
    }
}
