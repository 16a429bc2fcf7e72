package dev.rendezvous.engine.history;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class HistoryRefusedAnalyzer extends AbstractFailureAnalyzer<HistoryRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable root, HistoryRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
