package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.step.StepLog.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAppendsTest {

    private static final SubTaskId SUB_TASK = SubTaskId.local(7);

    private final LogAppends appends = new LogAppends();

    @TempDir Path directory;

    @Test
    void everyAppendIsReportedToTheListenersOfTheSubTask() {
        var seen = new ArrayList<String>();
        var first = appends.subscribe(SUB_TASK, () -> seen.add("first"));
        var second = appends.subscribe(SUB_TASK, () -> seen.add("second"));
        appends.appended(SUB_TASK);
        appends.appended(SubTaskId.local(8));
        first.run();
        appends.appended(SUB_TASK);
        second.run();
        appends.appended(SUB_TASK);
        assertThat(seen).containsExactly("first", "second", "second");
    }

    @Test
    void anAppendIsReportedWhenItsLinesCanBeRead() throws Exception {
        var attempt = new TaskDirectory(directory).create(7, 1);
        var seen = new ArrayList<Long>();
        try (var log =
                AttemptLog.open(
                        attempt,
                        LogFixture.CLOCK,
                        SecretMasking.none(),
                        1_000_000,
                        () -> seen.add(lines(attempt)))) {
            log.append(Stream.STDOUT, "one\n".getBytes(), 0, 4);
            log.system("two");
        }
        assertThat(seen).startsWith(1L, 2L);
        assertThat(List.copyOf(seen).getLast()).isEqualTo(2);
    }

    private static long lines(AttemptDirectory attempt) {
        try {
            return new LogReader(attempt, LogLimits.DEFAULT).end().lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
