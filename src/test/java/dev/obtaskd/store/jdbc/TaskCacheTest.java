package dev.obtaskd.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import org.junit.jupiter.api.Test;

class TaskCacheTest {

    @Test
    void keepsALocalAndAClusterTaskOfTheSameNumber() {
        var local = SampleTasks.task(TaskId.local(17));
        var cluster = SampleTasks.task(TaskId.cluster(17));
        var cache = new TaskCache();
        cache.put(local);
        cache.put(cluster);
        assertThat(cache.get(local.id(), 0)).containsSame(local);
        assertThat(cache.get(cluster.id(), 0)).containsSame(cluster);
        assertThat(cache.get(cluster.id(), 1)).isEmpty();
    }
}
