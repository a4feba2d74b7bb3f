package dev.obtaskd.bench;

import java.util.List;

/**
 * Something to measure. Ours and the peer take turns in it, so that whatever disturbs the machine
 * hits both.
 */
interface Benchmark {

    /** What {@code make bench ONLY=name} calls it. */
    String name();

    /** Measures it; every figure carries its unit and its goal. */
    List<Measurement> run(BenchDirectory place) throws Exception;
}
