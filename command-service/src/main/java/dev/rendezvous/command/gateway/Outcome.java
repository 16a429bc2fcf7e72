package dev.rendezvous.command.gateway;

import dev.rendezvous.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** What came of one command among several that are handled together: its answer, or the rule that said no. */
public final class Outcome<R> {
    private final @Nullable R answer;
    private final @Nullable Refused refused;

    private Outcome(@Nullable R answer, @Nullable Refused refused) {
        this.answer = answer;
        this.refused = refused;
    }

    public static <R> Outcome<R> of(R answer) {
        return new Outcome<>(answer, null);
    }

    public static <R> Outcome<R> of(Refused refused) {
        return new Outcome<>(null, refused);
    }

    /** Null if there is an answer. */
    @Nullable
    Refused refused() {
        return refused;
    }

    /**
     * The answer.
     *
     * @throws Refused if there is none
     */
    public R orThrow() {
        if (answer == null) throw refused == null ? new IllegalStateException("neither answer nor refusal") : refused;
        return answer;
    }
}
