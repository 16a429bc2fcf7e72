package dev.rendezvous.edge.security;

import dev.rendezvous.api.caller.Role;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use which routes of a service: contributed as a bean, one or more per service. What no rule names is refused.
 * Paths are patterns as in {@code @RequestMapping}; of several that match a request, the most specific decides.
 * Immutable: each method returns the rules so far and one more.
 */
public final class AccessRules {
    /** The path variable that {@link #accountOr} compares with the caller's name. */
    public static final String ACCOUNT_VARIABLE = "a";

    private static final AccessRules NONE = new AccessRules(List.of());

    private final List<AccessRule> rules;

    private AccessRules(List<AccessRule> rules) {
        this.rules = rules;
    }

    public static AccessRules rules() {
        return NONE;
    }

    /** Without credentials; credentials that are sent are not looked at. */
    public AccessRules anyone(HttpMethod method, String path) {
        return with(method, path, Access.ANYONE);
    }

    /** A linked device, by its token. Whether the token is still alive the controller decides. */
    public AccessRules device(HttpMethod method, String path) {
        return with(method, path, Access.of(Role.DEVICE));
    }

    /** An operator, or the account holder whose name is the path variable {@code a}, which the path must have. */
    public AccessRules accountOrOperator(HttpMethod method, String path) {
        return accountOr(method, path, Role.OPERATOR);
    }

    /** Each of these roles, or the account holder whose name is the path variable {@code a}, which the path must have. */
    public AccessRules accountOr(HttpMethod method, String path, Role... roles) {
        Assert.isTrue(path.contains("{" + ACCOUNT_VARIABLE + "}"), () -> "no {a} in " + path);
        return with(method, path, Access.ownAccountOr(roles));
    }

    public AccessRules operator(HttpMethod method, String path) {
        return with(method, path, Access.of(Role.OPERATOR));
    }

    public AccessRules auditor(HttpMethod method, String path) {
        return with(method, path, Access.of(Role.AUDITOR));
    }

    public AccessRules partner(HttpMethod method, String path) {
        return with(method, path, Access.of(Role.PARTNER));
    }

    /** Each of these roles. */
    public AccessRules anyOf(HttpMethod method, String path, Role... roles) {
        Assert.notEmpty(roles, "a rule for no role lets nobody in");
        return with(method, path, Access.of(roles));
    }

    List<AccessRule> asList() {
        return rules;
    }

    private AccessRules with(HttpMethod method, String path, Access access) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
        List<AccessRule> more = new ArrayList<>(rules);
        more.add(new AccessRule(method, pattern, access));
        return new AccessRules(List.copyOf(more));
    }
}
