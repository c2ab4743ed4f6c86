package io.rykker.dunning.domain;

import java.util.function.LongConsumer;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Lives by chance, each from a seed of its own, on as many processors as there are. A failure names its seed; run it alone
 * with {@code -Dwalk.seed=...}.
 */
final class Walks {

    static final int ALL = Integer.getInteger("walks", 10_000);

    private static final @Nullable Long ONLY = Long.getLong("walk.seed");

    private Walks() {}

    static void each(int many, LongConsumer walk) {
        int _ = sum(many, seed -> {
            walk.accept(seed);
            return 0;
        });
    }

    /** What the walks count, together. */
    static int sum(int many, LongToIntFunction walk) {
        LongStream seeds = ONLY == null ? LongStream.rangeClosed(1, many).parallel() : LongStream.of(ONLY);
        return seeds.mapToInt(seed -> {
                    try {
                        return walk.applyAsInt(seed);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError("walk.seed=" + seed + ": " + e.getMessage(), e);
                    }
                })
                .sum();
    }

    /** The walk of one seed may not meet what all of them are to meet. */
    static boolean isOne() {
        return ONLY != null;
    }

    /** So many walks meet what is rare; the few of mutation testing may not. */
    static boolean areMany(int many) {
        return !isOne() && many > 100;
    }
}
