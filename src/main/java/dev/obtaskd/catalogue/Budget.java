package dev.obtaskd.catalogue;

import java.util.function.Supplier;

/**
 * How much work the check of one request may take: {@value #STEPS} steps of about ten nanoseconds, a tenth
 * of a second. Counted and not measured, so that a busy host refuses nothing that an idle one accepts.
 */
final class Budget {

    private static final long STEPS = 10_000_000;
    private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

    private long left = STEPS;

    private Budget() {}

    /**
     * Does work within a budget of its own.
     *
     * @throws Spent if it takes more than that
     */
    static <T> T within(Supplier<T> work) {
        return ScopedValue.where(CURRENT, new Budget()).call(work::get);
    }

    /** Counts steps; without a budget it does nothing. */
    static void spend(long steps) {
        if (CURRENT.isBound() && (CURRENT.get().left -= steps) < 0) {
            throw new Spent();
        }
    }

    /** The work takes more than is allowed. */
    static final class Spent extends RuntimeException {
        private Spent() {
            super("takes too long to check", null, false, false);
        }
    }
}
