package dev.obtaskd.step.exec.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content of the kernel's files on hosts of each kind. */
class CgroupLocationsTest {

    private static final String V1_MOUNTS =
            """
            22 1 253:0 / / rw,relatime shared:1 - xfs /dev/vda1 rw
            31 23 0:28 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
            35 31 0:32 / /sys/fs/cgroup/memory rw,nosuid shared:11 - cgroup cgroup rw,memory
            39 31 0:36 / /sys/fs/cgroup/pids rw,nosuid shared:12 - cgroup cgroup rw,pids
            40 31 0:37 / /sys/fs/cgroup/systemd rw,nosuid shared:9 - cgroup cgroup rw,xattr,name=systemd
            """;
    private static final String V2_MOUNT =
            "29 22 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2"
                    + " rw,nsdelegate\n";

    @Test
    void version1UsesTheHierarchyOfEachController() {
        assertThat(
                        CgroupLocations.of(
                                        """
                                        9:pids:/system.slice/obtaskd.service
                                        4:memory:/system.slice/obtaskd.service
                                        1:name=systemd:/system.slice/obtaskd.service
                                        """,
                                        V1_MOUNTS)
                                .limits())
                .isEqualTo(
                        Map.of(
                                CgroupController.MEMORY_V1,
                                        Path.of(
                                                "/sys/fs/cgroup/memory/system.slice/obtaskd.service"),
                                CgroupController.PROCESSES,
                                        Path.of(
                                                "/sys/fs/cgroup/pids/system.slice/obtaskd.service")));
    }

    @Test
    void version2UsesTheGroupAboveTheDaemonsSubgroup() {
        var unit = Path.of("/sys/fs/cgroup/system.slice/obtaskd.service");
        assertThat(
                        CgroupLocations.of("0::/system.slice/obtaskd.service/daemon\n", V2_MOUNT)
                                .limits())
                .isEqualTo(
                        Map.of(CgroupController.MEMORY_V2, unit, CgroupController.PROCESSES, unit));
    }

    @Test
    void version2WithoutDelegationSupportsNoLimits() {
        assertThat(CgroupLocations.of("0::/system.slice/obtaskd.service\n", V2_MOUNT).limits())
                .isEmpty();
    }

    @Test
    void aHybridHostUsesVersion1() {
        var mounts = V1_MOUNTS + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";
        assertThat(CgroupLocations.of("8:pids:/\n4:memory:/a\n0::/a/daemon\n", mounts).limits())
                .isEqualTo(
                        Map.of(
                                CgroupController.MEMORY_V1,
                                Path.of("/sys/fs/cgroup/memory/a"),
                                CgroupController.PROCESSES,
                                Path.of("/sys/fs/cgroup/pids")));
    }

    @Test
    void aContainerUsesTheGroupAtTheMountPoint() {
        var mounts =
                "600 590 0:32 /docker/4f2a /sys/fs/cgroup/memory ro,nosuid master:11 - cgroup"
                        + " cgroup rw,memory\n";
        assertThat(CgroupLocations.of("4:memory:/docker/4f2a\n", mounts).limits())
                .isEqualTo(Map.of(CgroupController.MEMORY_V1, Path.of("/sys/fs/cgroup/memory")));
        assertThat(CgroupLocations.of("4:memory:/docker/other\n", mounts))
                .isEqualTo(new CgroupLocations(Map.of(), List.of()));
    }

    @Test
    void controllersMayShareAHierarchy() {
        var mounts = "33 31 0:30 / /sys/fs/cgroup/memory,pids rw - cgroup cgroup rw,memory,pids\n";
        assertThat(CgroupLocations.of("5:memory,pids:/x\n", mounts).limits().values())
                .containsOnly(Path.of("/sys/fs/cgroup/memory,pids/x"));
    }

    @Test
    void prefersTheFreezerWhichSystemdDoesNotUse() {
        var mounts =
                V1_MOUNTS
                        + "42 31 0:39 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer\n"
                        + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
                        + "43 31 0:40 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n";
        var groups = "9:name=systemd:/s\n8:pids:/s\n7:cpuset:/\n6:freezer:/\n5:memory:/s\n0::/s\n";
        assertThat(CgroupLocations.of(groups, mounts).holders())
                .containsExactly(
                        Path.of("/sys/fs/cgroup/freezer"),
                        Path.of("/sys/fs/cgroup/unified/s"),
                        Path.of("/sys/fs/cgroup/pids/s"),
                        Path.of("/sys/fs/cgroup/memory/s"),
                        Path.of("/sys/fs/cgroup/systemd/s"));
    }

    @Test
    void version2CreatesGroupsBesideTheDaemonsSubgroupOrBelowItsGroup() {
        assertThat(
                        CgroupLocations.of("0::/system.slice/obtaskd.service/daemon\n", V2_MOUNT)
                                .holders())
                .containsExactly(Path.of("/sys/fs/cgroup/system.slice/obtaskd.service"));
        assertThat(CgroupLocations.of("0::/system.slice/obtaskd.service\n", V2_MOUNT).holders())
                .containsExactly(Path.of("/sys/fs/cgroup/system.slice/obtaskd.service"));
    }

    @Test
    void aDaemonStartedByAStepCreatesItsGroupsBesideThatOfTheStep() {
        var groups = "8:pids:/s/obtaskd-47b3/inner\n0::/obtaskd-47b3\n";
        assertThat(CgroupLocations.of(groups, V1_MOUNTS + V2_MOUNT))
                .isEqualTo(
                        new CgroupLocations(
                                Map.of(
                                        CgroupController.PROCESSES,
                                        Path.of("/sys/fs/cgroup/pids/s")),
                                List.of(
                                        Path.of("/sys/fs/cgroup"),
                                        Path.of("/sys/fs/cgroup/pids/s"))));
    }
}
