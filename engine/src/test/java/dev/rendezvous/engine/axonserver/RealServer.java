package dev.rendezvous.engine.axonserver;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test only with a real Axon Server, and says on the console when there is none. */
final class RealServer implements ExecutionCondition {
    private static final String VARIABLE = "RENDEZVOUS_AXONSERVER";

    /** {@code host:port} of its gRPC port. */
    static Optional<String> address() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(address -> !address.isBlank());
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        if (address().isPresent())
            return ConditionEvaluationResult.enabled("with " + address().get());
        String reason = "NOT RUN, as there is no real Axon Server: set %s=host:port".formatted(VARIABLE);
        if (test.getTestMethod().isEmpty()) System.err.printf("%n*** %s: %s ***%n%n", test.getDisplayName(), reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
