package dev.rendezvous.edge.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeSettings cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
