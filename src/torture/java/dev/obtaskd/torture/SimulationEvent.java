package dev.obtaskd.torture;

import java.util.Arrays;
import java.util.Random;

/**
 * One event of a simulation. The numbers select among the current objects, so that an event stays
 * applicable when others are removed.
 */
record SimulationEvent(Kind kind, int a, int b, int c) {

    /** Kinds of events with their relative frequency. */
    enum Kind {
        /** A caller submits operation a, possibly with an idempotency key. */
        SUBMIT(12),
        /** A caller operates task a. */
        OPERATE(14),
        /** A caller operates a sub task of task a. */
        OPERATE_ONE(8),
        /** A caller requests a dry run of an operation on task a. */
        DRY_RUN(2),
        /** The store runs a batch. */
        SERVE(30),
        /** The store runs a batch with a fault. */
        FAULT(9),
        /** A failed store becomes writable again. */
        REOPEN(12),
        /** A thread continues. */
        THREAD(24),
        /** A program ends. */
        END(18),
        /** A program reports that it waits. */
        WAIT(3),
        /** Reports the end of an attempt that has already ended. */
        LATE(3),
        /** A result reaches its waiting caller, or a report is repeated. */
        LATER(16),
        /** Time passes, or the clock is set. */
        CLOCK(6),
        /** The loop runs. */
        LOOP(3),
        /** Everything continues without faults for some rounds. */
        PROGRESS(14),
        /** The daemon is killed. */
        KILL(3),
        /** The host loses power. */
        POWER_CUT(1),
        /** The daemon starts. */
        START(24),
        /** The disk becomes nearly full, or has free space again. */
        DISK(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        private static final int SUM = Arrays.stream(values()).mapToInt(kind -> kind.weight).sum();

        private static Kind random(Random random) {
            var left = random.nextInt(SUM);
            for (var kind : values()) {
                left -= kind.weight;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException();
        }
    }

    static SimulationEvent random(Random random) {
        return new SimulationEvent(
                Kind.random(random), random.nextInt(60), random.nextInt(60), random.nextInt(60));
    }
}
