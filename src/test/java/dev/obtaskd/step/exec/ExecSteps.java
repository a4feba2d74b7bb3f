package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.exec.cgroup.ControlGroups;
import dev.obtaskd.step.exec.output.OutputWatch;
import java.time.Duration;

/** Creates the exec step kind for tests of other packages. */
public final class ExecSteps {

    private ExecSteps() {}

    public static StepKind create() {
        return new ExecStep(
                new TestExecSettings(Duration.ofSeconds(10)),
                new OutputWatch(),
                ControlGroups.none());
    }
}
