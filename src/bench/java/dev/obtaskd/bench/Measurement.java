package dev.obtaskd.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came out.
 *
 * @param ratio ours to the peer's, the median over the rounds; null, as the peer, where there is
 *     none
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

    /** One without a peer. */
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

    /** Three digits are more than any of this is worth. */
    static String text(double value) {
        var digits =
                Math.abs(value) >= 100 || value == Math.rint(value)
                        ? "%.0f"
                        : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value);
    }
}
