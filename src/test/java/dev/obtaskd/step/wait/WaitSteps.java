package dev.obtaskd.step.wait;

import dev.obtaskd.step.BlockingCalls;
import dev.obtaskd.step.StepKind;
import java.time.Clock;

/** Creates the wait step kind for tests of other packages. */
public final class WaitSteps {

    private WaitSteps() {}

    public static StepKind create() {
        return new WaitStep(Clock.systemUTC(), new BlockingCalls());
    }
}
