package dev.obtaskd.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.RandomGraphs;
import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random graphs with random results, losses, delays and operations: all promises hold after every
 * step, and without further failures every task ends. A failure names its seed.
 */
class FlowPropertiesTest {

    private static final int SEEDS = 4_000;
    private static final int MOVES = 40;

    @Test
    void everyTaskKeepsThePromisesAndEnds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var script =
                    TaskScenario.of(
                            random.nextBoolean(), RandomGraphs.of(random).toArray(TaskStep[]::new));
            for (int move = 0; move < MOVES && !script.task().state().terminal(); move++) {
                var before = script.task();
                move(script, random);
                check(before, script.task(), "seed " + seed + ", move " + move);
            }
            finish(script, "seed " + seed);
        }
    }

    private static void move(TaskScenario script, Random random) {
        var task = script.task();
        var attempting = task.subTasks().stream().filter(SubTask::hasRunningAttempt).toList();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> script.start();
            case 3, 4, 5 -> pick(attempting, random).ifPresent(s -> endAtRandom(script, s, random));
            case 6 -> pick(attempting, random).ifPresent(s -> script.lose(s.stepId()));
            case 7 -> script.pass(Duration.ofSeconds(random.nextInt(5)));
            case 8 -> operate(script, random);
            default -> operateOne(script, random);
        }
    }

    private static void endAtRandom(TaskScenario script, SubTask subTask, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> script.fail(subTask.stepId());
            case 1 -> script.stopped(subTask.stepId());
            default -> script.succeed(subTask.stepId());
        }
    }

    private static void operate(TaskScenario script, Random random) {
        var op = TaskOp.values()[random.nextInt(TaskOp.values().length)];
        if (script.permit(op).allowed() && (op != TaskOp.ABANDON || random.nextInt(5) == 0)) {
            script.op(op);
        }
    }

    private static void operateOne(TaskScenario script, Random random) {
        var op = SubTaskOp.values()[random.nextInt(SubTaskOp.values().length)];
        var subTask = script.task().subTasks().get(random.nextInt(script.task().subTasks().size()));
        if (script.permit(op, subTask.stepId()).allowed()) {
            script.op(op, subTask.stepId());
        }
    }

    private static void check(Task before, Task after, String where) {
        for (int i = 0; i < after.subTasks().size(); i++) {
            var then = before.subTasks().get(i);
            var now = after.subTasks().get(i);
            var started = now.hasRunningAttempt() && now.attemptNo() > then.attemptNo();
            var running = started && now.attempt().kind() == AttemptKind.RUN;
            if (running) {
                assertThat(after.stepOf(now).needs())
                        .as("%s: upstream of %s", where, now.stepId())
                        .allMatch(
                                need ->
                                        after.subTasksOf(need).stream()
                                                .allMatch(up -> up.state().done()));
                assertThat(then.state())
                        .as("%s: %s runs again after it succeeded", where, now.stepId())
                        .isNotEqualTo(SubTaskState.SUCCEEDED);
            }
            assertThat(now.attemptNo() - then.attemptNo())
                    .as("%s: attempts of %s", where, now.stepId())
                    .isBetween(0, 1);
            if (now.state().failed() || now.state() == SubTaskState.ROLLBACK_FAILED) {
                assertThat(now.attempt())
                        .as("%s: %s has an attempt", where, now.stepId())
                        .isNotNull();
                assertThat(now.cause()).as("%s: cause of %s", where, now.stepId()).isNotNull();
            }
        }
        var resting = after.state().terminal() || after.state().failed();
        assertThat(after.active())
                .as("%s: %s with active sub tasks", where, after.state())
                .isEqualTo(!resting);
        assertThat(after.endedAt() != null).as("%s: ended", where).isEqualTo(resting);
    }

    /** Retries until the task has ended; if that is not allowed, abandons it. */
    private static void finish(TaskScenario script, String where) {
        var tries = new ArrayList<TaskState>();
        while (!script.task().state().terminal() && tries.size() < 20) {
            script.succeedAll().pass(Duration.ofMinutes(1)).succeedAll();
            tries.add(script.task().state());
            if (script.task().state().failed()) {
                script.op(TaskOp.RETRY);
            }
        }
        assertThat(script.task().state().terminal()).as("%s: ends after %s", where, tries).isTrue();
    }

    private static Optional<SubTask> pick(List<SubTask> subTasks, Random random) {
        return subTasks.isEmpty()
                ? Optional.empty()
                : Optional.of(subTasks.get(random.nextInt(subTasks.size())));
    }
}
