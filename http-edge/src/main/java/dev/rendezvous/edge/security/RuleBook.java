package dev.rendezvous.edge.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** All rules of all services in this JVM, the most specific first. */
final class RuleBook {
    private final List<AccessRule> rules;

    RuleBook(List<AccessRules> contributions) {
        List<AccessRule> all = new ArrayList<>();
        contributions.forEach(contribution -> all.addAll(contribution.asList()));
        all.sort(Comparator.comparing(AccessRule::pattern));
        this.rules = List.copyOf(all);
    }

    List<AccessRule> rules() {
        return rules;
    }

    @Nullable
    AccessRule find(HttpMethod method, PathContainer path) {
        for (AccessRule rule : rules) {
            if (rule.allowsMethod(method) && rule.pattern().matches(path)) return rule;
        }
        return null;
    }

    /** The methods that some rule speaks of for this path; empty if no rule knows the path at all. */
    Set<HttpMethod> methodsOf(PathContainer path) {
        Set<HttpMethod> methods = new TreeSet<>();
        for (AccessRule rule : rules) {
            if (rule.pattern().matches(path)) methods.add(rule.method());
        }
        return methods;
    }
}
