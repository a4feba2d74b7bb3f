package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon is killed while it stops programs that have left their session, user and environment.
 */
class StoppedIT {

    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");

    /** Longer than the daemon runs, so that it cannot complete a stop. */
    private static final String LONG_GRACE = "-Dobtaskd.exec.grace=1h";

    private static final String SHORT_GRACE = "-Dobtaskd.exec.grace=200ms";

    @TempDir Path directory;

    private final DetachedPrograms sleepers = DetachedPrograms.next();
    private final List<DetachedPrograms> all = new ArrayList<>(List.of(sleepers));
    private DaemonProcess daemon;

    @BeforeEach
    void create() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var operations = Files.createDirectory(directory.resolve("operations"));
        DetachedPrograms.operation(directory, operations, "test.long", "10m");
        DetachedPrograms.operation(directory, operations, "test.short", "2s");
        daemon = new DaemonProcess(directory.resolve("data"), operations);
    }

    @AfterEach
    void end() throws Exception {
        daemon.kill();
        all.forEach(DetachedPrograms::kill);
    }

    @Test
    void theNextDaemonCompletesTheStopInGroups() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(FREEZER));
        daemon.start(LONG_GRACE, "-Dobtaskd.exec.control-groups=true");
        var terminated = terminate("orphans");
        var timedOut = timeOut("orphans");
        var terminatedLater = begin("test.long", "orphans");
        daemon.kill();
        // A daemon that creates no control groups still uses those of existing attempts.
        daemon.start(SHORT_GRACE, "-Dobtaskd.exec.control-groups=false");
        terminate(terminatedLater);
        awaitDead(terminated, "TERMINATED");
        awaitDead(timedOut, "TIMEOUT");
        awaitDead(terminatedLater, "TERMINATED");
    }

    @Test
    void theNextDaemonCompletesTheStopWithoutGroups() throws Exception {
        daemon.start(LONG_GRACE, "-Dobtaskd.exec.control-groups=false");
        var terminated = new ArrayList<Begun>();
        var timedOut = new ArrayList<Begun>();
        for (var program : DetachedPrograms.WITH_PARENTS.keySet()) {
            terminated.add(terminate(program));
            timedOut.add(timeOut(program));
        }
        daemon.kill();
        daemon.start(SHORT_GRACE, "-Dobtaskd.exec.control-groups=false");
        for (var begun : terminated) {
            awaitDead(begun, "TERMINATED");
        }
        for (var begun : timedOut) {
            awaitDead(begun, "TIMEOUT");
        }
    }

    @Test
    void keepsAServerThatAStepStartedAndRemovesItsGroupAfterwards() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(FREEZER));
        daemon.start();
        var before = groups();
        var task = submit("test.long", "server", sleepers);
        await().until(() -> state(task).equals("SUCCEEDED"));
        daemon.kill();
        daemon.start();
        assertThat(sleepers.alive()).hasSize(1);
        var group =
                FREEZER.resolve(
                        Files.readString(
                                        Path.of(
                                                "/proc",
                                                "" + sleepers.alive().getFirst().pid(),
                                                "cgroup"))
                                .lines()
                                .filter(line -> line.contains(":freezer:/"))
                                .findFirst()
                                .orElseThrow()
                                .replaceFirst(".*:/", ""));
        assertThat(group.getFileName().toString()).startsWith("obtaskd-");
        sleepers.kill();
        await().until(() -> sleepers.alive().isEmpty());
        var next = submit("test.long", "nothing", sleepers);
        await().until(() -> state(next).equals("SUCCEEDED"));
        await().until(() -> !Files.exists(group));
        // Other daemons of the host have groups too, while their steps run.
        await().untilAsserted(() -> assertThat(groups()).isLessThanOrEqualTo(before));
    }

    private record Begun(String task, DetachedPrograms sleepers) {}

    private Begun begin(String operation, String how) throws Exception {
        var sleeping = DetachedPrograms.next();
        all.add(sleeping);
        var task = submit(operation, how, sleeping);
        await().atMost(Duration.ofSeconds(20)).until(() -> sleeping.alive().size() >= 2);
        return new Begun(task, sleeping);
    }

    /** Returns when the stop has started. */
    private Begun terminate(String how) throws Exception {
        var begun = begin("test.long", how);
        terminate(begun);
        awaitStop(begun);
        return begun;
    }

    private void terminate(Begun begun) throws Exception {
        assertThat(daemon.post("/api/v2/tasks/" + begun.task() + "/terminate", "{}").status())
                .isEqualTo(202);
    }

    private Begun timeOut(String how) throws Exception {
        var begun = begin("test.short", how);
        awaitStop(begun);
        return begun;
    }

    /** Processes that obey SIGTERM have ended then; the others may have no living parent. */
    private void awaitStop(Begun begun) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> log(begun.task()).contains("stopping: SIGTERM"));
        assertThat(begun.sleepers().alive()).isNotEmpty();
    }

    private void awaitDead(Begun begun, String cause) throws Exception {
        var task = begun.task();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> state(task).equals("FAILED"));
        assertThat(begun.sleepers().alive()).isEmpty();
        assertThat(
                        daemon.get("/api/v2/tasks/" + task)
                                .body()
                                .at("/subTasks/0/attempts/0/cause")
                                .asText())
                .isEqualTo(cause);
        assertThat(log(task).lines().toList())
                .last()
                .asString()
                .contains(cause.equals("TIMEOUT") ? "failed: timed out: " : "terminated: ");
    }

    private String submit(String operation, String how, DetachedPrograms sleeping)
            throws Exception {
        var answer = daemon.post("/api/v2/tasks", sleeping.request(operation, how));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private String state(String task) throws Exception {
        return daemon.get("/api/v2/tasks/" + task).body().path("state").asText();
    }

    private String log(String task) throws Exception {
        var subTask = daemon.get("/api/v2/tasks/" + task).body().at("/subTasks/0/id").asText();
        return new String(daemon.download("/api/v2/subtasks/" + subTask + "/log/raw"));
    }

    private static long groups() throws Exception {
        try (Stream<Path> all = Files.list(FREEZER)) {
            return all.filter(group -> group.getFileName().toString().startsWith("obtaskd-"))
                    .count();
        }
    }
}
