package dev.obtaskd.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a benchmark.
 *
 * @param ratio ours to the peer's, the median over the rounds; null, like the peer, if there is no
 *     peer
 */
record Measurement(
        String metric,
        String unit,
        double ours,
        @Nullable Double peer,
        @Nullable String peerName,
        @Nullable Double ratio,
        String goal,
        boolean met) {

    /** A result without a peer. */
    static Measurement alone(String metric, String unit, double ours, MeasurementGoal goal) {
        return new Measurement(
                metric, unit, ours, null, null, null, goal.toString(), goal.met(ours, null));
    }

    static Measurement beside(
            String metric,
            String unit,
            double ours,
            double peer,
            String peerName,
            MeasurementGoal goal) {
        return beside(metric, unit, ours, peer, peerName, ours / peer, goal);
    }

    static Measurement beside(
            String metric,
            String unit,
            double ours,
            double peer,
            String peerName,
            double ratio,
            MeasurementGoal goal) {
        return new Measurement(
                metric, unit, ours, peer, peerName, ratio, goal.toString(), goal.met(ours, ratio));
    }

    /** Three significant digits; the measurements are not more precise. */
    static String text(double value) {
        var digits =
                Math.abs(value) >= 100 || value == Math.rint(value)
                        ? "%.0f"
                        : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value);
    }
}
