package dev.rendezvous.query.replay;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.engine.Durability;
import dev.rendezvous.engine.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Starts, shows and cancels replays. */
final class Replays {
    private final String node;
    private final Map<String, Replayable> projections;
    private final ReplayTable table;
    private final ReplayWorker worker;
    private final EventLog log;
    private final Durability durability;
    private final Clock clock;

    Replays(
            String node,
            List<Replayable> projections,
            ReplayTable table,
            ReplayWorker worker,
            EventLog log,
            Durability durability,
            Clock clock) {
        this.node = node;
        this.projections =
                projections.stream().collect(Collectors.toUnmodifiableMap(Replayable::projection, Function.identity()));
        this.table = table;
        this.worker = worker;
        this.log = log;
        this.durability = durability;
        this.clock = clock;
    }

    /** Fails with CONFLICT while one runs, REPLAY_UNKNOWN if nothing of this name can be replayed. */
    UUID start(String name, TakeOver takeOver) {
        Replayable projection = projections.get(name);
        if (projection == null)
            throw new Refused(RefusalCode.PROJECTION_UNKNOWN, "no projection of this name is replayed");
        String place = projection.isShared() ? name : name + "@" + node;
        UUID id = UUID.randomUUID();
        if (!table.add(id, name, place, takeOver, node)) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "replay %s of it is running"
                            .formatted(
                                    table.runningAt(place).map(UUID::toString).orElse("another")));
        }
        durability.await();
        worker.run(id, projection);
        return id;
    }

    Replay find(String name, UUID id) {
        return Replay.of(row(name, id), log.head(), clock.instant());
    }

    /** Does nothing if it is over; fails with CONFLICT if it has taken over already. */
    void cancel(String name, UUID id) {
        ReplayRow row = row(name, id);
        boolean cancelled = table.cancel(id);
        durability.await();
        if (cancelled) return;
        ReplayState state = row(name, id).state();
        if (state == ReplayState.TAKING_OVER || state == ReplayState.TAKEN_OVER)
            throw new Refused(RefusalCode.CONFLICT, "replay %s has taken over".formatted(row.id()));
    }

    private ReplayRow row(String name, UUID id) {
        return table.find(id)
                .filter(row -> row.projection().equals(name))
                .orElseThrow(() -> new Refused(RefusalCode.REPLAY_UNKNOWN, "there is no such replay"));
    }
}
