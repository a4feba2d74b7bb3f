package dev.obtaskd.testing;

import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random graphs of steps with random rules, reproducible by their seed. */
public final class RandomGraphs {

    private RandomGraphs() {}

    /** One to eight steps; each depends on some of the previous ones. */
    public static List<TaskStep> of(Random random) {
        var steps = new ArrayList<TaskStep>();
        var count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            var needs =
                    steps.stream()
                            .map(TaskStep::id)
                            .filter(id -> random.nextInt(3) == 0)
                            .toArray(String[]::new);
            var step = StepBuilder.rollback(StepBuilder.step("s" + i, needs), rollback(random));
            step = StepBuilder.retries(step, random.nextInt(4) == 0 ? 2 : 0, Duration.ofSeconds(1));
            steps.add(
                    StepBuilder.onRestart(
                            step, random.nextBoolean() ? RestartPolicy.FAIL : RestartPolicy.RERUN));
        }
        return steps;
    }

    private static RollbackPolicy rollback(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> RollbackPolicy.NONE;
            case 1, 2 -> RollbackPolicy.NOOP;
            default -> RollbackPolicy.REAL;
        };
    }
}
