package dev.obtaskd.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.step.exec.ExecSteps;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Running a program as a step with all safety measures, compared with only running it. */
final class ProcessStepBenchmark implements Benchmark {

    private static final int WARM_UP = 100;
    private static final int SAMPLES = 300;
    private static final int WORKERS = 4;
    private static final int TASKS = 2_000;
    private static final String PROGRAM = "/bin/true";
    private static final String BARE = "bare ProcessBuilder";

    @Override
    public String name() {
        return "spawn";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        return List.of(latency(place.fresh("one")), rate(place.fresh("many")));
    }

    private static Measurement latency(Path directory) throws Exception {
        var exec = ExecSteps.create();
        ObjectNode spec = new ObjectMapper().createObjectNode();
        spec.putArray("argv").add(PROGRAM);
        var ours = new SampleSeries();
        var bare = new SampleSeries();
        for (int i = 0; i < WARM_UP + SAMPLES; i++) {
            var context = new FakeContext(directory, "1." + i);
            var warm = i >= WARM_UP;
            (warm ? bare : new SampleSeries()).time(ProcessStepBenchmark::bare);
            var result = (warm ? ours : new SampleSeries()).time(() -> exec.run(spec, context));
            if (!(result instanceof AttemptResult.Succeeded)) {
                throw new IllegalStateException(result.toString());
            }
        }
        return Measurement.beside(
                "process step p50",
                "ms",
                ours.median(),
                bare.median(),
                BARE,
                MeasurementGoal.ratioAtMost(1.5));
    }

    private static Measurement rate(Path directory) throws Exception {
        var operation =
                BenchOperations.chain(
                        directory.resolve("operations"),
                        "bench.true",
                        1,
                        "{exec: {argv: [" + PROGRAM + "]}}");
        var setup = new BareEngine.Setup(WORKERS, true, EngineTarget.TIMER);
        try (var engine = new BareEngine(directory, List.of(ExecSteps.create()), setup)) {
            ParallelCallers.perSecond(
                    TASKS, WORKERS, () -> engine.submit(operation), engine::awaitQuiet);
            ParallelCallers.perSecond(TASKS, WORKERS, ProcessStepBenchmark::bare, () -> {});
            var ours =
                    ParallelCallers.perSecond(
                            TASKS, WORKERS, () -> engine.submit(operation), engine::awaitQuiet);
            var bare =
                    ParallelCallers.perSecond(TASKS, WORKERS, ProcessStepBenchmark::bare, () -> {});
            return Measurement.beside(
                    "process steps, 4 workers",
                    "steps/s",
                    ours,
                    bare,
                    BARE,
                    MeasurementGoal.atLeast(600));
        }
    }

    private static int bare() throws IOException, InterruptedException {
        var process = new ProcessBuilder(PROGRAM).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
