package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    @TempDir Path directory;

    @Test
    void everyAcknowledgedTaskSurvivesKill() throws Exception {
        var acknowledged = new ArrayList<Long>();
        for (int round = 1; round <= 5; round++) {
            acknowledged.addAll(killedAfter(37 * round));
            try (var store = new StoreFixture(directory)) {
                assertThat(acknowledged)
                        .allMatch(id -> store.tasks.find(TaskId.local(id)).isPresent())
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** The ids that a process acknowledged before it was killed. */
    private List<Long> killedAfter(int acks) throws IOException, InterruptedException {
        var process = KilledProcess.start(directory);
        var ids = new ArrayList<Long>();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("ack \\d+\\.")) {
                    ids.add(Long.parseLong(line.substring(4, line.length() - 1)));
                }
                if (ids.size() == acks) {
                    process.toHandle()
                            .destroyForcibly(); // Process.destroyForcibly would close the output
                }
            }
        }
        process.waitFor();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(acks);
        return ids;
    }
}
