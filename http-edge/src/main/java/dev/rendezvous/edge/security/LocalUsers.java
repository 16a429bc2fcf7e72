package dev.rendezvous.edge.security;

import dev.rendezvous.api.caller.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import reactor.core.publisher.Mono;

/**
 * Knows the users for trying things out. Their password is compared in constant time but not hashed: it is the same for
 * all, in the configuration in plain text, and only good on this machine; a slow hash per request would protect nothing.
 */
final class LocalUsers implements ReactiveAuthenticationManager {
    static final Map<String, Role> ROLES = Map.of(
            "viewer-1", Role.ACCOUNT,
            "viewer-2", Role.ACCOUNT,
            "operator", Role.OPERATOR,
            "auditor", Role.AUDITOR,
            "partner", Role.PARTNER);

    private final Map<String, Role> users;
    private final byte[] password;

    LocalUsers(LocalUsersSettings settings) {
        this.users = settings.enabled() ? ROLES : Map.of();
        this.password = settings.password().getBytes(StandardCharsets.UTF_8);
    }

    /** What somebody proved otherwise, such as by a device token, is passed on. */
    @Override
    public Mono<Authentication> authenticate(Authentication claim) {
        if (claim.isAuthenticated()) return Mono.just(claim);
        byte[] offered = String.valueOf(claim.getCredentials()).getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(password, offered);
        Role role = users.get(claim.getName());
        if (!right || role == null) return Mono.error(new BadCredentialsException("no such user and password"));
        return Mono.just(UsernamePasswordAuthenticationToken.authenticated(
                claim.getName(), null, AuthorityUtils.createAuthorityList(RuleDecision.authorityOf(role))));
    }
}
