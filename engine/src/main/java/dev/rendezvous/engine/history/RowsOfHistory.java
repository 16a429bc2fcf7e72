package dev.rendezvous.engine.history;

import java.util.List;

/** Rows of a service that decide commands, and that follow from the events alone: an import makes them again. */
public interface RowsOfHistory {
    /** Removes all of them. */
    void clear();

    /** Objects whose methods annotated {@code @EventHandler} write the rows, handed each event in order. */
    List<Object> handlers();

    /** After some events; each batch, and the clean-up after it, is one transaction. */
    default void afterBatch() {}

    /** After the last event. */
    default void afterAll() {}
}
