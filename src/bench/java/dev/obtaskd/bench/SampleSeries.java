package dev.obtaskd.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Repeated measurements of one value. */
final class SampleSeries {

    private double[] values = new double[256];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Adds the duration of an action in milliseconds. */
    <T> T time(Callable<T> what) throws Exception {
        var from = System.nanoTime();
        var result = what.call();
        add(millis(System.nanoTime() - from));
        return result;
    }

    double median() {
        return percentile(50);
    }

    double percentile(double percent) {
        var sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100 * size) - 1];
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }
}
