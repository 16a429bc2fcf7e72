package dev.rendezvous.engine.evolution;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class UnknownEventAnalyzer extends AbstractFailureAnalyzer<UnknownEvent> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnknownEvent cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), UnknownEvent.REMEDY, cause);
    }
}
