package dev.rendezvous.query.pollstatus;

import dev.rendezvous.engine.ReadPosition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What an operator watches of the poll view; reading it costs no query. */
final class PollMetrics implements MeterBinder {
    private final PollView view;
    private final HeldPolls held;
    private final ReadPosition position;
    private final PollProjection projection;

    PollMetrics(PollView view, HeldPolls held, ReadPosition position, PollProjection projection) {
        this.view = view;
        this.held = held;
        this.position = position;
        this.projection = projection;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rendezvous.poll.view.sessions", view, PollView::size)
                .description("Sessions in the poll view: live, decided and lately expired")
                .register(registry);
        Gauge.builder("rendezvous.polls.held", held, HeldPolls::count)
                .description("Long polls that wait for an outcome")
                .register(registry);
        Gauge.builder("rendezvous.poll.view.position", position, ReadPosition::index)
                .description("Global position of the newest event in the poll view")
                .register(registry);
        Gauge.builder("rendezvous.poll.view.delay", projection, PollProjection::delaySeconds)
                .description("How old the newest issued code was when it reached the poll view")
                .baseUnit("seconds")
                .register(registry);
    }
}
