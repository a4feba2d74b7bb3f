package dev.obtaskd.api.v2;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File and wait steps with unusual names, files and processes. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class FileStepOverHttpTest extends FileHttp {

    @ParameterizedTest
    @ValueSource(ints = {1, 245, 246, 250, 255})
    void writesNamesOfAnyLength(int length) throws Exception {
        var name = "n".repeat(length);
        var script = start("file.write", name);
        assertThat(end(script)).as(message(script)).isEqualTo("SUCCEEDED");
        assertThat(picture().keySet()).containsExactly(name);
        assertThat(dir.resolve(name)).hasContent("new");
    }

    @Test
    void namesAnUnknownOwner() throws Exception {
        Files.writeString(dir.resolve("x"), "old");
        var script = start("file.owner");
        assertThat(end(script)).isEqualTo("FAILED");
        assertThat(message(script))
                .isEqualTo("write " + dir + "/x: group 'nosuchgroup' does not exist");
        assertThat(dir.resolve("x")).hasContent("old");
    }

    @Test
    void opensRegularFilesOnly() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", dir.resolve("x").toString()).start().waitFor())
                .isZero();
        for (var operation : new String[] {"file.sum", "file.copy"}) {
            var script = start(operation);
            assertThat(end(script)).isEqualTo("FAILED");
            assertThat(message(script)).endsWith(dir + "/x is a FIFO, not a regular file");
        }
        var script = start("file.write");
        assertThat(end(script)).isEqualTo("FAILED");
        assertThat(message(script))
                .endsWith(dir + "/x is a FIFO, not a regular file or a symbolic link");
        Files.createSymbolicLink(dir.resolve("pid"), dir.resolve("x"));
        assertThat(end(start("wait.process"))).isEqualTo("FAILED");
    }

    @Test
    void aHangingSystemCallBlocksNoOtherTaskAndCanBeTerminated() throws Exception {
        Files.writeString(dir.resolve("x"), "x");
        var held = hold(dir.resolve("x"));
        var hanging = new ArrayList<TaskScript>();
        for (var i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
            hanging.add(start("file.sum"));
        }
        var outOfTime = start("file.sum-quick");
        hanging.forEach(script -> script.awaitSubTask("a", "RUNNING"));
        Files.writeString(dir.resolve("y"), "y");
        assertThat(end(start("wait.file", "y"))).isEqualTo("SUCCEEDED");
        assertThat(end(start("file.write", "z"))).isEqualTo("SUCCEEDED");
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);

        for (var script : hanging) {
            assertThat(script.state()).isEqualTo("RUNNING");
            assertThat(script.operate("terminate").statusCode()).isEqualTo(202);
        }
        for (var script : hanging) {
            await().atMost(Duration.ofSeconds(15)).until(() -> script.state().equals("FAILED"));
            assertThat(script.detail().getString("subTasks[0].state")).isEqualTo("TERMINATED");
            assertThat(message(script)).contains("hangs in a system call and was abandoned");
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> outOfTime.state().equals("FAILED"));
        assertThat(outOfTime.detail().getString("subTasks[0].cause")).isEqualTo("TIMEOUT");
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        held.destroyForcibly().waitFor();
    }

    @Test
    void anAbandonedStepChangesNothingLater() throws Exception {
        Files.writeString(dir.resolve("x"), "x");
        Files.writeString(dir.resolve("to"), "old");
        var held = hold(dir.resolve("x"));
        var script = start("file.copy");
        script.awaitSubTask("a", "RUNNING");
        script.operate("terminate");
        await().atMost(Duration.ofSeconds(15)).until(() -> script.state().equals("FAILED"));
        held.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(15)).until(() -> threads("file-") == 0);
        assertThat(dir.resolve("to")).hasContent("old");
        assertThat(picture().keySet()).containsExactlyInAnyOrder("x", "to");
        script.operate("rollback");
        assertThat(end(script)).isEqualTo("ROLLED_BACK");
    }

    @Test
    void hangingChecksEndWithTheirStepsAndBlockNoOther() throws Exception {
        Files.writeString(dir.resolve("pid"), "1");
        Files.writeString(dir.resolve("y"), "y");
        var held = hold(dir.resolve("pid"));
        var hanging = new ArrayList<TaskScript>();
        for (var i = 0; i < 20; i++) {
            hanging.add(start("wait.process"));
        }
        for (var script : hanging) {
            assertThat(end(script)).isEqualTo("FAILED");
            assertThat(script.detail().getString("subTasks[0].cause")).isEqualTo("TIMEOUT");
        }
        assertThat(held.isAlive()).isTrue();
        assertThat(end(start("wait.file", "y"))).isEqualTo("SUCCEEDED");
        held.destroyForcibly().waitFor();
    }

    @Test
    void aZombieDoesNotCountAsRunning() throws Exception {
        // The shell is replaced by a program that never reaps its child.
        var parent =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "sh -c 'echo $$ >\"$1\"' sh \"$1\" & exec sleep 60",
                                "sh",
                                dir.resolve("pid").toString())
                        .start();
        await().until(
                        () ->
                                Files.exists(dir.resolve("pid"))
                                        && !Files.readString(dir.resolve("pid")).isBlank());
        await().until(
                        () ->
                                Files.readString(
                                                Path.of(
                                                        "/proc",
                                                        Files.readString(dir.resolve("pid"))
                                                                .strip(),
                                                        "stat"))
                                        .contains(") Z "));
        assertThat(end(start("wait.process"))).isEqualTo("FAILED");

        Files.writeString(dir.resolve("pid"), parent.pid() + "\n/var/lib/data\n5432\n");
        assertThat(end(start("wait.process"))).isEqualTo("SUCCEEDED");
        parent.destroyForcibly().waitFor();
    }

    private static String message(TaskScript script) {
        return script.detail().getString("subTasks[0].message");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
