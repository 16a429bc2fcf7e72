package dev.rendezvous.query.parked;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How many events are parked; not a number while that cannot be read. */
final class ParkedMetrics implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedMetrics.class);

    private final List<Retryable> projections;

    ParkedMetrics(List<Retryable> projections) {
        this.projections = projections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Retryable projection : projections) {
            Gauge.builder("rendezvous.projection.parked", projection.parked(), ParkedMetrics::count)
                    .description("Events that the projection could not handle, and those that wait behind them")
                    .tag("projection", projection.parked().projection())
                    .register(registry);
        }
    }

    private static double count(ParkedEvents parked) {
        try {
            return parked.count();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Parked events cannot be counted", e);
            return Double.NaN;
        }
    }
}
