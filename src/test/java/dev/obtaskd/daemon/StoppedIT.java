package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon dies while it stops programs that have left their session, user and environment behind. */
class StoppedIT {

    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");

    @TempDir
    Path directory;

    private final Sleepers sleepers = Sleepers.next();
    private Daemon daemon;

    @BeforeEach
    void create() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var operations = Files.createDirectory(directory.resolve("operations"));
        Sleepers.operation(directory, operations, "test.long", "10m");
        Sleepers.operation(directory, operations, "test.short", "2s");
        daemon = new Daemon(directory.resolve("data"), operations);
    }

    @AfterEach
    void end() throws Exception {
        daemon.kill();
        sleepers.kill();
    }

    @Test
    void theNextOneEndsTheStopInGroups() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(FREEZER));
        terminate("orphans", "-Dobtaskd.exec.control-groups=true");
        timeOut("orphans", "-Dobtaskd.exec.control-groups=true");
        // A daemon that may make no groups any more still knows those of an attempt.
        daemon.stop();
        daemon.start("-Dobtaskd.exec.grace=1h", "-Dobtaskd.exec.control-groups=true");
        var task = submit("test.long", "orphans");
        await().until(() -> sleepers.alive().size() >= 2);
        daemon.kill();
        daemon.start("-Dobtaskd.exec.grace=200ms", "-Dobtaskd.exec.control-groups=false");
        assertThat(daemon.post("/api/v2/tasks/" + task + "/terminate", "{}").status()).isEqualTo(202);
        awaitDead(task, "TERMINATED");
    }

    @Test
    void theNextOneEndsTheStopWithoutGroups() throws Exception {
        for (var program : Sleepers.WITH_PARENTS.keySet()) {
            terminate(program, "-Dobtaskd.exec.control-groups=false");
            timeOut(program, "-Dobtaskd.exec.control-groups=false");
        }
    }

    @Test
    void aServerThatAStepStartedLivesOnAndItsGroupGoesWithIt() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(FREEZER));
        daemon.start();
        var before = groups();
        var task = submit("test.long", "server");
        await().until(() -> state(task).equals("SUCCEEDED"));
        daemon.kill();
        daemon.start();
        assertThat(sleepers.alive()).hasSize(1);
        var group = FREEZER.resolve(Files.readString(Path.of("/proc", "" + sleepers.alive().getFirst().pid(), "cgroup"))
                .lines().filter(line -> line.contains(":freezer:/")).findFirst().orElseThrow().replaceFirst(".*:/", ""));
        assertThat(group.getFileName().toString()).startsWith("obtaskd-");
        sleepers.kill();
        await().until(() -> sleepers.alive().isEmpty());
        var next = submit("test.long", "nothing");
        await().until(() -> state(next).equals("SUCCEEDED"));
        await().until(() -> !Files.exists(group));
        assertThat(groups()).isLessThanOrEqualTo(before);
    }

    private void terminate(String how, String groups) throws Exception {
        daemon.start("-Dobtaskd.exec.grace=1h", groups);
        var task = submit("test.long", how);
        await().atMost(Duration.ofSeconds(20)).until(() -> sleepers.alive().size() >= 2);
        assertThat(daemon.post("/api/v2/tasks/" + task + "/terminate", "{}").status()).isEqualTo(202);
        dieInTheMiddle(task, "TERMINATED", groups);
    }

    private void timeOut(String how, String groups) throws Exception {
        daemon.stop();
        daemon.start("-Dobtaskd.exec.grace=1h", groups);
        var task = submit("test.short", how);
        dieInTheMiddle(task, "TIMEOUT", groups);
    }

    /** All that obeys has ended by then; what is left belongs to no living parent. */
    private void dieInTheMiddle(String task, String cause, String groups) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> log(task).contains("stopping: SIGTERM"));
        assertThat(sleepers.alive()).isNotEmpty();
        daemon.kill();
        assertThat(sleepers.alive()).isNotEmpty();
        daemon.start("-Dobtaskd.exec.grace=200ms", groups);
        awaitDead(task, cause);
        daemon.stop();
    }

    private void awaitDead(String task, String cause) throws Exception {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(() -> state(task).equals("FAILED"));
        assertThat(sleepers.alive()).isEmpty();
        assertThat(daemon.get("/api/v2/tasks/" + task).body().at("/subTasks/0/attempts/0/cause").asText()).isEqualTo(cause);
    }

    private String submit(String operation, String how) throws Exception {
        var answer = daemon.post("/api/v2/tasks", sleepers.request(operation, how));
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
            return all.filter(group -> group.getFileName().toString().startsWith("obtaskd-")).count();
        }
    }
}
