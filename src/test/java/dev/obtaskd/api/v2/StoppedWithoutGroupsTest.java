package dev.obtaskd.api.v2;

import dev.obtaskd.daemon.DetachedPrograms;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The same on a host without control groups: processes with a living parent are found. */
@QuarkusTest
@TestProfile(StoppedWithoutGroupsTest.WithoutGroups.class)
class StoppedWithoutGroupsTest extends StoppedProgramsTest {

    /** A daemon that creates no control groups. */
    public static class WithoutGroups extends InGroups {

        @Override
        Map<String, String> more() {
            return Map.of("obtaskd.exec.control-groups", "false");
        }
    }

    @Override
    boolean expectsGroups() {
        return false;
    }

    @Override
    Map<String, Integer> programs() {
        return DetachedPrograms.WITH_PARENTS;
    }
}
