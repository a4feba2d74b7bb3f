package dev.obtaskd.bench;

import dev.obtaskd.engine.BareEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Our engine with as many workers as the peer has threads. */
final class EngineTarget implements BenchTarget {

    static final int WORKERS = 8;
    static final Duration TIMER = Duration.ofSeconds(30);

    private final NoopStep noop = new NoopStep();
    private final BareEngine engine;

    EngineTarget(Path directory, boolean fsync) throws IOException {
        this(directory, fsync, TIMER);
    }

    EngineTarget(Path directory, boolean fsync, Duration safetyTimer) throws IOException {
        BenchOperations.chain(directory.resolve("operations"), "bench.noop", 1, "{noop: {}}");
        BenchOperations.chain(
                directory.resolve("operations"),
                "bench.chain",
                BenchOperations.CHAIN,
                "{noop: {}}");
        engine =
                new BareEngine(
                        directory,
                        List.of(noop),
                        new BareEngine.Setup(WORKERS, fsync, safetyTimer));
    }

    BareEngine engine() {
        return engine;
    }

    @Override
    public void submit() {
        engine.submit("bench.noop");
    }

    @Override
    public void submitChain() {
        engine.submit("bench.chain");
    }

    @Override
    public void awaitQuiet() {
        engine.awaitQuiet();
    }

    @Override
    public long latestStep() {
        return noop.latest();
    }

    @Override
    public void close() {
        engine.close();
    }
}
