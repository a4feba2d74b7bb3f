package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Compares a durable submit with the single disk barrier that it needs. */
final class DurableSubmitBenchmark implements Benchmark {

    private static final int WARM_UP = 20_000;

    /**
     * The speed of the disk varies from second to second: both are measured alternately for one
     * minute.
     */
    private static final long MEASURED = Duration.ofMinutes(1).toNanos();

    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var ours = new EngineTarget(place.fresh("ours"), true);
                var file =
                        FileChannel.open(
                                place.fresh("raw").resolve("file"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)) {
            ours.throughput(WARM_UP, ThroughputBenchmark.SUBMITTERS);
            var submits = new SampleSeries();
            var barriers = new SampleSeries();
            var from = System.nanoTime();
            while (System.nanoTime() - from < MEASURED) {
                barriers.time(() -> append(file));
                submits.time(
                        () -> {
                            ours.submit();
                            return null;
                        });
                ours.awaitQuiet();
            }
            return List.of(
                    Measurement.beside(
                            "one durable submit p50",
                            "ms",
                            submits.median(),
                            barriers.median(),
                            "raw write and fdatasync",
                            MeasurementGoal.ratioAtMost(2)));
        }
    }

    private static int append(FileChannel file) throws IOException {
        var written = file.write(ByteBuffer.allocate(BLOCK), file.size());
        file.force(false);
        return written;
    }
}
