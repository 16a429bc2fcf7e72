package dev.rendezvous.edge.security;

import dev.rendezvous.edge.security.RouteRules.Route;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Collects what router functions map. What it cannot read it names as a fault. */
final class RouterFunctionRoutes implements RouterFunctions.Visitor {
    private final List<Route> routes;
    private final List<String> faults;
    private final Deque<String> nesting = new ArrayDeque<>();

    RouterFunctionRoutes(List<Route> routes, List<String> faults) {
        this.routes = routes;
        this.faults = faults;
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        nesting.addLast(PathAndMethods.of(predicate).path);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        nesting.removeLast();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        PathAndMethods found = PathAndMethods.of(predicate);
        String path = String.join("", nesting) + found.path;
        if (path.isEmpty() || found.methods.isEmpty()) faults.add("a route without path or method: " + predicate);
        for (HttpMethod method : found.methods) routes.add(new Route(method, path));
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        faults.add("resources of a router function have no rule of their own");
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {
        faults.add("a router function that cannot be read: " + function);
    }

    /** What one predicate says; other conditions only narrow it down. */
    private static final class PathAndMethods implements RequestPredicates.Visitor {
        private String path = "";
        private Set<HttpMethod> methods = Set.of();

        static PathAndMethods of(RequestPredicate predicate) {
            PathAndMethods found = new PathAndMethods();
            predicate.accept(found);
            return found;
        }

        @Override
        public void method(Set<HttpMethod> allowed) {
            methods = allowed;
        }

        @Override
        public void path(String pattern) {
            path = pattern;
        }

        @Override
        @SuppressWarnings("removal")
        public void pathExtension(String extension) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void queryParam(String name, String value) {}

        @Override
        public void version(String version) {}

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        public void startOr() {}

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void startNegate() {}

        @Override
        public void endNegate() {}

        @Override
        public void unknown(RequestPredicate predicate) {}
    }
}
