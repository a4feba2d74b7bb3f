package dev.obtaskd.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a figure should be.
 *
 * @param ofRatio whether it is about the ratio to the peer, else about our own figure
 * @param atLeast whether more is better
 */
record Goal(boolean ofRatio, boolean atLeast, double limit) {

    static Goal ratioAtLeast(double limit) {
        return new Goal(true, true, limit);
    }

    static Goal ratioAtMost(double limit) {
        return new Goal(true, false, limit);
    }

    static Goal atLeast(double limit) {
        return new Goal(false, true, limit);
    }

    static Goal atMost(double limit) {
        return new Goal(false, false, limit);
    }

    boolean met(double ours, @Nullable Double ratio) {
        double value = ofRatio && ratio != null ? ratio : ours;
        return atLeast ? value >= limit : value <= limit;
    }

    @Override
    public String toString() {
        return (ofRatio ? "ratio " : "") + (atLeast ? ">= " : "<= ") + Figure.text(limit);
    }
}
