package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActiveTasksTest {

    private static final TaskId LOCAL = TaskId.local(17);
    private static final TaskId CLUSTER = TaskId.cluster(17);

    @Test
    void keepsALocalAndAClusterTaskOfTheSameNumber() {
        var tasks = new ActiveTasks(subTask -> true);
        Stream.of(LOCAL, CLUSTER)
                .map(id -> TaskTransitions.begin(SampleTasks.task(id), SampleTasks.T0))
                .forEach(tasks::put);
        assertThat(tasks.unfinished()).isEqualTo(2);
        assertThat(tasks.waiting()).isEqualTo(2);
        assertThat(Stream.generate(tasks::nextReady).limit(2))
                .extracting(next -> next.orElseThrow().id())
                .containsExactly(LOCAL, CLUSTER);
        tasks.markStale(LOCAL);
        assertThat(tasks.takeStale()).containsExactly(LOCAL);
        assertThat(tasks.task(LOCAL)).isNull();
        assertThat(tasks.task(CLUSTER)).extracting(Task::id).isEqualTo(CLUSTER);
    }

    @Test
    void timesALocalAndAClusterTaskOfTheSameNumber() {
        var tasks = new ActiveTasks(subTask -> true);
        Stream.of(LOCAL, CLUSTER).map(SampleTasks::running).forEach(tasks::put);
        assertThat(tasks.dueAt(SampleTasks.T0.plusSeconds(3_600)))
                .extracting(Task::id)
                .containsExactly(LOCAL, CLUSTER);
    }

    @Test
    void countsAndTimesNoSubTaskOfAnotherAgent() {
        var tasks = new ActiveTasks(subTask -> false);
        tasks.put(SampleTasks.running(LOCAL));
        tasks.put(TaskTransitions.begin(SampleTasks.task(CLUSTER), SampleTasks.T0));
        assertThat(tasks.unfinished()).isEqualTo(2);
        assertThat(tasks.working()).isZero();
        assertThat(tasks.waiting()).isZero();
        assertThat(tasks.nextReady()).isEmpty();
        assertThat(tasks.nextDue()).isNull();
    }
}
