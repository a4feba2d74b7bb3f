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
 * Random graphs, results, losses, time and operations: whatever happens, the promises hold after
 * every step, and with good luck from there on every task ends. A failure names its seed.
 */
class FlowPropertiesTest {

    private static final int SEEDS = 4_000;
    private static final int MOVES = 40;

    @Test
    void everyTaskKeepsThePromisesAndEnds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var play =
                    TaskScenario.of(
                            random.nextBoolean(), RandomGraphs.of(random).toArray(TaskStep[]::new));
            for (int move = 0; move < MOVES && !play.task().state().terminal(); move++) {
                var before = play.task();
                move(play, random);
                check(before, play.task(), "seed " + seed + ", move " + move);
            }
            finish(play, "seed " + seed);
        }
    }

    private static void move(TaskScenario play, Random random) {
        var task = play.task();
        var attempting = task.subTasks().stream().filter(SubTask::hasRunningAttempt).toList();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> play.start();
            case 3, 4, 5 -> pick(attempting, random).ifPresent(s -> endSomehow(play, s, random));
            case 6 -> pick(attempting, random).ifPresent(s -> play.lose(s.stepId()));
            case 7 -> play.pass(Duration.ofSeconds(random.nextInt(5)));
            case 8 -> operate(play, random);
            default -> operateOne(play, random);
        }
    }

    private static void endSomehow(TaskScenario play, SubTask subTask, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> play.fail(subTask.stepId());
            case 1 -> play.stopped(subTask.stepId());
            default -> play.succeed(subTask.stepId());
        }
    }

    private static void operate(TaskScenario play, Random random) {
        var op = TaskOp.values()[random.nextInt(TaskOp.values().length)];
        if (play.permit(op).allowed() && (op != TaskOp.ABANDON || random.nextInt(5) == 0)) {
            play.op(op);
        }
    }

    private static void operateOne(TaskScenario play, Random random) {
        var op = SubTaskOp.values()[random.nextInt(SubTaskOp.values().length)];
        var subTask = play.task().subTasks().get(random.nextInt(play.task().subTasks().size()));
        if (play.permit(op, subTask.stepId()).allowed()) {
            play.op(op, subTask.stepId());
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
                        .as("%s: %s has an attempt to read about", where, now.stepId())
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

    /** A person retries until it is done; if even that is impossible, abandons. */
    private static void finish(TaskScenario play, String where) {
        var tries = new ArrayList<TaskState>();
        while (!play.task().state().terminal() && tries.size() < 20) {
            play.succeedAll().pass(Duration.ofMinutes(1)).succeedAll();
            tries.add(play.task().state());
            if (play.task().state().failed()) {
                play.op(TaskOp.RETRY);
            }
        }
        assertThat(play.task().state().terminal())
                .as("%s: ends, but was %s", where, tries)
                .isTrue();
    }

    private static Optional<SubTask> pick(List<SubTask> subTasks, Random random) {
        return subTasks.isEmpty()
                ? Optional.empty()
                : Optional.of(subTasks.get(random.nextInt(subTasks.size())));
    }
}
