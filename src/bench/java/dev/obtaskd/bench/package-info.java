/**
 * Benchmarks of obtaskd and its peers: {@code make bench} runs {@link
 * dev.obtaskd.bench.BenchmarkRunner}. Ratios within one run are comparable; absolute values depend
 * on the machine.
 */
@NullMarked
package dev.obtaskd.bench;

import org.jspecify.annotations.NullMarked;
