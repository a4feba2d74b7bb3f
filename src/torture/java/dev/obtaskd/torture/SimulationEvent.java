package dev.obtaskd.torture;

import java.util.Arrays;
import java.util.Random;

/**
 * One thing that happens. The numbers choose among what there is at that moment, so that an event
 * keeps some meaning when others are left out.
 */
record SimulationEvent(Kind kind, int a, int b, int c) {

    /** What can happen, and how often it does compared with others. */
    enum Kind {
        /** A person submits operation a, perhaps with an idempotency key. */
        SUBMIT(12),
        /** A person operates task a. */
        OPERATE(14),
        /** A person operates a sub task of task a. */
        OPERATE_ONE(8),
        /** A person asks what an operation on task a would do. */
        REHEARSE(2),
        /** The store runs a batch. */
        SERVE(30),
        /** The store runs a batch, and something goes wrong. */
        FAULT(9),
        /** A failed store can be written again. */
        REOPEN(12),
        /** A thread goes on. */
        THREAD(24),
        /** A program ends. */
        END(18),
        /** A program says that it waits. */
        WAIT(3),
        /** Reports the end of an attempt that has already ended. */
        LATE(3),
        /** An answer reaches its waiting caller, or a report is sent again. */
        LATER(16),
        /** Time passes, or the clock is set. */
        CLOCK(6),
        /** The loop turns. */
        TURN(3),
        /** All goes well for a while. */
        PROGRESS(14),
        /** The daemon is killed. */
        KILL(3),
        /** The host loses its power. */
        POWER_CUT(1),
        /** The daemon starts. */
        START(24),
        /** The disk gets nearly full, or has room again. */
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
