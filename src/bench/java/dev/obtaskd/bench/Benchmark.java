package dev.obtaskd.bench;

import java.util.List;

/**
 * One benchmark. It alternates between our implementation and the peer, so that disturbances of the
 * machine affect both.
 */
interface Benchmark {

    /** The name for {@code make bench ONLY=name}. */
    String name();

    /** Runs the benchmark; every result has its unit and its goal. */
    List<Measurement> run(BenchDirectory place) throws Exception;
}
