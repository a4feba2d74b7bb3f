package dev.obtaskd.step.exec;

import java.time.Duration;

/** Settings of program steps; where control groups are made, a test says itself. */
record TestConfig(Duration grace) implements ExecConfig {

    @Override
    public boolean controlGroups() {
        return true;
    }
}
