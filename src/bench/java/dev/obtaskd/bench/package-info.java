/**
 * Measures obtaskd beside its peers: {@link dev.obtaskd.bench.BenchmarkRunner} is what {@code make
 * bench} runs. Ratios within one run count; absolute figures belong to the machine.
 */
@NullMarked
package dev.obtaskd.bench;

import org.jspecify.annotations.NullMarked;
