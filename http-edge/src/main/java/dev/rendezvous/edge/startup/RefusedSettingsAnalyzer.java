package dev.rendezvous.edge.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class RefusedSettingsAnalyzer extends AbstractFailureAnalyzer<RefusedSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable root, RefusedSettings cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
