package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ToldDagsTest {

    private final AtomicInteger tellings = new AtomicInteger();
    private final ObjectMapper json = new ObjectMapper();
    private final ToldDags dags = new ToldDags(task -> {
        tellings.incrementAndGet();
        return Told.dag(task);
    }, json);

    @Test
    void aDagThatWaitsForSomebodyIsToldOnce() throws Exception {
        var failed = Play.of(Steps.step("a")).start().fail("a").task();
        var told = dags.of(failed);
        assertThat(json.writeValueAsString(told)).isEqualTo(json.writeValueAsString(Told.dag(failed)));
        assertThat(dags.of(failed)).isSameAs(told);
        assertThat(tellings).hasValue(1);
    }

    @Test
    void aDagThatHasChangedIsToldAnew() {
        var failed = Play.of(Steps.step("a")).start().fail("a").task();
        dags.of(failed);
        dags.of(failed.versioned(failed));
        assertThat(tellings).hasValue(2);
    }

    @Test
    void aDagWhoseLogsGrowIsToldEveryTime() {
        var running = Play.of(Steps.step("a")).start().task();
        dags.of(running);
        dags.of(running);
        assertThat(tellings).hasValue(2);
    }

    @Test
    void aDagWithLongLogsIsNotKept() {
        var failed = Play.of(Steps.step("a")).start().fail("a").task();
        var told = Told.dag(failed);
        var node = told.nodes().getFirst();
        var sub = node.subTasks().getFirst();
        var lines = Collections.nCopies(70, "x".repeat(1_000));
        var talkative = new TaskDetail(sub.id(), sub.taskId(), sub.name(), sub.state(), sub.operator(), sub.startTime(),
                sub.endTime(), null, sub.executeTimes(), sub.executeAgent(), lines);
        var tooLong = new DagDetail(told.id(), told.dagId(), told.name(), told.stage(), told.maxStage(), told.maintenanceType(),
                told.maintenanceKey(), told.state(), told.operator(), told.startTime(), told.endTime(), null,
                List.of(new NodeDetail(node.id(), node.nodeId(), node.name(), node.state(), node.operator(), node.startTime(),
                        node.endTime(), null, List.of(talkative))));
        var talking = new ToldDags(task -> {
            tellings.incrementAndGet();
            return tooLong;
        }, json);
        assertThat(talking.of(failed)).isNotSameAs(talking.of(failed));
        assertThat(tellings).hasValue(2);
    }
}
