package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.obshell.SubTaskLogs.Line;
import dev.obtaskd.log.AttemptLog;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.SecretMasking;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.SettableClock;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import dev.obtaskd.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubTaskLogsTest {

    @TempDir Path data;

    private final TaskScenario scenario = TaskScenario.of(StepBuilder.step("a")).fail("a");

    @Test
    void aFailureWithoutLogHasItsCauseAsLine() {
        assertThat(lines(10)).extracting(Line::text).containsExactly("exit code 1");
    }

    @Test
    void joinsTheLogsOfAllAttempts() throws IOException {
        write(1, "one", "two");
        scenario.op(TaskOp.RETRY).succeed("a").fail("a");
        write(2, "undone");
        write(3, "again");
        var lines = lines(10);
        assertThat(lines).extracting(Line::text).containsExactly("one", "two", "undone", "again");
        assertThat(lines).extracting(Line::attempt).containsExactly(1, 1, 2, 3);
        assertThat(lines).extracting(Line::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void returnsTheLastLinesOnly() throws IOException {
        write(1, "one", "two", "three");
        scenario.op(TaskOp.RETRY).succeed("a");
        write(2, "undone");
        assertThat(lines(2)).extracting(Line::text).containsExactly("three", "undone");
    }

    @Test
    void readsWhatWasWrittenSinceTheLastCall() throws IOException {
        var logs = new SubTaskLogs(new TaskDirectories(data), LogLimits.DEFAULT);
        write(1, "one");
        assertThat(logs.tail(scenario.task(), scenario.get("a"), 10)).hasSize(1);
        scenario.op(TaskOp.RETRY).start();
        write(2, "undoing");
        assertThat(logs.tail(scenario.task(), scenario.get("a"), 10))
                .extracting(Line::text)
                .containsExactly("one", "undoing");
        write(2, "undone");
        assertThat(logs.tail(scenario.task(), scenario.get("a"), 10))
                .extracting(Line::text)
                .containsExactly("one", "undoing", "undone");
    }

    @Test
    void returnsTheEndOfAVeryLongLog() throws IOException {
        var wide = "x".repeat(16 * 1024);
        write(1, IntStream.range(0, 600).mapToObj(i -> i + wide).toArray(String[]::new));
        var lines = lines(600);
        assertThat(lines).hasSize(600);
        assertThat(lines.getLast().text()).startsWith("599x");
    }

    @Test
    void reportsHowManyLinesAreOmittedAndWhereTheyAre() throws IOException {
        write(1, "one", "two", "three");
        scenario.op(TaskOp.RETRY).succeed("a");
        write(2, "undone");
        assertThat(withOmission(5))
                .extracting(Line::text)
                .containsExactly("one", "two", "three", "undone");
        assertThat(withOmission(4)).hasSize(4);
        assertThat(withOmission(2))
                .extracting(Line::text)
                .containsExactly(
                        "2 earlier lines are omitted; the whole log:"
                                + " GET /api/v2/subtasks/31/log/raw?attempt=1",
                        "three",
                        "undone");
        assertThat(withOmission(1).getFirst().text()).startsWith("3 earlier lines");
        assertThat(withOmission(1)).extracting(Line::id).isSorted().doesNotHaveDuplicates();
    }

    private List<Line> withOmission(int limit) {
        return new SubTaskLogs(new TaskDirectories(data), LogLimits.DEFAULT)
                .tailWithOmission(scenario.task(), scenario.get("a"), "31", limit, Language.EN);
    }

    private List<Line> lines(int most) {
        return new SubTaskLogs(new TaskDirectories(data), LogLimits.DEFAULT)
                .tail(scenario.task(), scenario.get("a"), most);
    }

    private void write(int attempt, String... lines) throws IOException {
        var place =
                new TaskDirectories(data)
                        .of(scenario.task().id(), scenario.task().origin().createdAt())
                        .create(scenario.get("a").id(), attempt);
        try (var log =
                AttemptLog.open(
                        place,
                        new SettableClock(),
                        SecretMasking.of(List.of()),
                        LogLimits.DEFAULT.maxAttempt())) {
            for (var line : lines) {
                log.system(line);
            }
        }
    }
}
