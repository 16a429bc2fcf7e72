package dev.rendezvous.edge.security;

import dev.rendezvous.api.caller.Role;
import dev.rendezvous.api.token.TokenRef;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A genuine device token was shown. Whether it is still alive is not known here. */
final class DeviceTokenAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient TokenRef token;

    DeviceTokenAuthentication(TokenRef token) {
        super(AuthorityUtils.createAuthorityList(RuleDecision.authorityOf(Role.DEVICE)));
        this.token = token;
        setAuthenticated(true);
    }

    @Override
    public TokenRef getPrincipal() {
        return token;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return token.tokenId().toString();
    }
}
