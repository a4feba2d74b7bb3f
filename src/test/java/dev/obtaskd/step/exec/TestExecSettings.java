package dev.obtaskd.step.exec;

import java.time.Duration;

/**
 * Settings of program steps.
 *
 * @param userDir a directory that other users can enter, unlike the tests' own directories
 */
record TestExecSettings(Duration grace, String shell, String userDir) implements ExecSettings {

    TestExecSettings(Duration grace) {
        this(grace, "/bin/sh", System.getProperty("java.io.tmpdir") + "/obtaskd-test-users");
    }

    /** Tests specify the location of control groups themselves. */
    @Override
    public boolean controlGroups() {
        return true;
    }
}
