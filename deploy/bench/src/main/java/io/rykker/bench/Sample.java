package io.rykker.bench;

import java.util.List;

/** Rates of the same thing measured several times; the median is the one to quote. */
record Sample(List<Double> values) {

    double median() {
        return percentile(0.5);
    }

    double percentile(double part) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.floor(part * sorted.size()))));
    }

    /** What work in sequence can do at best when it shares the processors: the times of its legs add up. */
    static double inSequence(double... ratesPerSecond) {
        double seconds = 0;
        for (double rate : ratesPerSecond) {
            seconds += 1 / rate;
        }
        return 1 / seconds;
    }
}
