package dev.rendezvous.axonserver;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test only with a real Axon Server, and says on the console when there is none. */
public final class RealServer implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        if (AxonServer.isThere()) return ConditionEvaluationResult.enabled("with " + AxonServer.named());
        if (test.getTestMethod().isEmpty())
            System.err.printf("%n*** %s: %s ***%n%n", test.getDisplayName(), AxonServer.NOT_THERE);
        return ConditionEvaluationResult.disabled(AxonServer.NOT_THERE);
    }
}
