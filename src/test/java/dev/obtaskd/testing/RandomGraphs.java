package dev.obtaskd.testing;

import dev.obtaskd.task.OnRestart;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random graphs of steps with random rules, the same for the same seed. */
public final class RandomGraphs {

    private RandomGraphs() {}

    /** One to eight steps; each needs some of those before it. */
    public static List<Step> of(Random random) {
        var steps = new ArrayList<Step>();
        var count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            var needs = steps.stream().map(Step::id).filter(id -> random.nextInt(3) == 0).toArray(String[]::new);
            var step = Steps.rollback(Steps.step("s" + i, needs), rollback(random));
            step = Steps.retries(step, random.nextInt(4) == 0 ? 2 : 0, Duration.ofSeconds(1));
            steps.add(Steps.onRestart(step, random.nextBoolean() ? OnRestart.FAIL : OnRestart.RERUN));
        }
        return steps;
    }

    private static Rollback rollback(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Rollback.NONE;
            case 1, 2 -> Rollback.NOOP;
            default -> Rollback.REAL;
        };
    }
}
