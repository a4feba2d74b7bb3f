package dev.obtaskd.bench;

import org.jspecify.annotations.Nullable;

/**
 * The target value of a result.
 *
 * @param ofRatio whether it applies to the ratio to the peer instead of our own value
 * @param atLeast whether higher values are better
 */
record MeasurementGoal(boolean ofRatio, boolean atLeast, double limit) {

    static MeasurementGoal ratioAtLeast(double limit) {
        return new MeasurementGoal(true, true, limit);
    }

    static MeasurementGoal ratioAtMost(double limit) {
        return new MeasurementGoal(true, false, limit);
    }

    static MeasurementGoal atLeast(double limit) {
        return new MeasurementGoal(false, true, limit);
    }

    static MeasurementGoal atMost(double limit) {
        return new MeasurementGoal(false, false, limit);
    }

    boolean met(double ours, @Nullable Double ratio) {
        double value = ofRatio && ratio != null ? ratio : ours;
        return atLeast ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
        return (ofRatio ? "ratio " : "") + (atLeast ? ">= " : "<= ") + Measurement.text(limit);
    }
}
