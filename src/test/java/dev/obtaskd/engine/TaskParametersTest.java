package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.engine.attempt.SecretStore;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.writer.StoreFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskParametersTest {

    @TempDir Path directory;

    /** The operation of a sample task is no operation. */
    @Test
    void allParametersAreMaskedIfTheOperationCannotBeRead() {
        var settings = EngineFixture.settings(1);
        var specs =
                new StepSpecs(
                        settings,
                        new SecretStore(StoreFixture.data(directory)),
                        new DirectoryRules(directory.toString(), Map.of()));
        var parameters = new TaskParameters(specs, settings);
        var params =
                ExactNumbers.parse("{\"a\": \"x\", \"b\": {\"c\": 1}, \"d\": [2], \"e\": null}");
        assertThat(parameters.masked(SampleTasks.task(10), params))
                .hasToString(
                        "{\"a\":\"******\",\"b\":\"******\",\"d\":\"******\",\"e\":\"******\"}");
        assertThat(parameters.masked(SampleTasks.task(10), ExactNumbers.parse("{}")))
                .hasToString("{}");
    }
}
