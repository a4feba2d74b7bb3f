package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepKind;
import java.time.Duration;

/** Makes the kind that runs programs, for tests of other packages. */
public final class ExecSteps {

    private ExecSteps() {}

    public static StepKind create() {
        return new ExecStep(new TestConfig(Duration.ofSeconds(10)), new OutputWatch(), ControlGroups.none());
    }
}
