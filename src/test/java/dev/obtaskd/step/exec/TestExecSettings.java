package dev.obtaskd.step.exec;

import java.time.Duration;

/**
 * Settings of program steps.
 *
 * @param userDir a directory that other users can pass, which those of tests' own directories
 *     cannot
 */
record TestExecSettings(Duration grace, String shell, String userDir) implements ExecSettings {

    TestExecSettings(Duration grace) {
        this(grace, "/bin/sh", System.getProperty("java.io.tmpdir") + "/obtaskd-test-users");
    }

    /** Where control groups are made, a test says itself. */
    @Override
    public boolean controlGroups() {
        return true;
    }
}
