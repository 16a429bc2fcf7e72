package dev.rendezvous.edge.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Compares the routes of an application with the rules that say who may call them; for tests. A route without a rule is
 * refused anyway, so what this finds is forgotten rather than open.
 */
public final class RouteRules {
    /** One mapped route. */
    record Route(HttpMethod method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private RouteRules() {}

    /** Names every route of controllers and router functions that does not have exactly one rule of the same path. */
    public static List<String> faults(ApplicationContext application) {
        List<AccessRule> rules = application.getBean(RuleBook.class).rules();
        List<String> faults = new ArrayList<>();
        for (Route route : routesOf(application, faults)) {
            long count = rules.stream().filter(rule -> speaksOf(rule, route)).count();
            if (count != 1) faults.add("%s has %d rules".formatted(route, count));
        }
        return faults;
    }

    private static boolean speaksOf(AccessRule rule, Route route) {
        return rule.method().equals(route.method())
                && rule.pattern().getPatternString().equals(route.path());
    }

    private static List<Route> routesOf(ApplicationContext application, List<String> faults) {
        List<Route> routes = new ArrayList<>();
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> addTo(routes, mapping, faults));
        application.getBeanProvider(RouterFunctionMapping.class).forEach(mapping -> {
            if (mapping.getRouterFunction() != null) {
                mapping.getRouterFunction().accept(new RouterFunctionRoutes(routes, faults));
            }
        });
        return routes;
    }

    private static void addTo(List<Route> routes, RequestMappingInfo mapping, List<String> faults) {
        for (PathPattern path : mapping.getPatternsCondition().getPatterns()) {
            if (mapping.getMethodsCondition().getMethods().isEmpty()) faults.add(path + " has no method");
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                routes.add(new Route(method.asHttpMethod(), path.getPatternString()));
            }
        }
    }
}
