package dev.rendezvous.query.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * How a rebuilt generation compares with the one that serves, at one and the same position.
 *
 * @param compared keys that either has
 * @param differing keys of these about which they do not say the same
 * @param examples the first of the differing keys
 */
public record Comparison(long compared, long differing, List<String> examples) {
    public static final Comparison NOTHING = new Comparison(0, 0, List.of());

    private static final int MOST_EXAMPLES = 100;

    public Comparison {
        examples = List.copyOf(examples);
    }

    /** @param differing all of them */
    public static Comparison of(long compared, List<String> differing) {
        return new Comparison(
                compared,
                differing.size(),
                differing.stream().limit(MOST_EXAMPLES).toList());
    }

    public boolean equal() {
        return differing == 0;
    }

    /** Both as one; examples beyond the first hundred are dropped. */
    public Comparison and(Comparison more) {
        List<String> all = new ArrayList<>(examples);
        more.examples.stream().limit(MOST_EXAMPLES - all.size()).forEach(all::add);
        return new Comparison(compared + more.compared, differing + more.differing, all);
    }
}
