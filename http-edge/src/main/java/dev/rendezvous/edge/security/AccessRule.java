package dev.rendezvous.edge.security;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;

/** Who may use one route. {@code GET} stands for {@code HEAD} too. */
record AccessRule(HttpMethod method, PathPattern pattern, Access access) {
    boolean allowsMethod(HttpMethod asked) {
        return asked.equals(method) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
    }

    @Override
    public String toString() {
        return method + " " + pattern.getPatternString();
    }
}
