package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class StoppingProcessesTest extends TaskHttp {

    @Test
    void aSubTaskThatIsBeingStoppedNamesItsLivingProcesses() throws IOException {
        var play = TaskScript.start("play.stubborn");
        var pidFile = play.path().resolve("pid");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
        var pid = Files.readString(pidFile).strip();
        assertThat(play.detail().<Object>get("subTasks[0].message")).isNull();
        assertThat(play.operate("terminate").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(9))
                .untilAsserted(
                        () -> {
                            var task = play.detail();
                            assertThat(task.getString("subTasks[0].state")).isEqualTo("CANCELING");
                            assertThat(task.getString("subTasks[0].message"))
                                    .startsWith("It is being stopped.")
                                    .containsPattern("\\b" + pid + "\\b");
                        });
        assertThat(
                        TaskScript.viewer()
                                .header("Accept-Language", "zh")
                                .get(TaskScript.TASKS + "/" + play.id())
                                .jsonPath()
                                .getString("subTasks[0].message"))
                .contains("个进程存活");
        play.awaitState("FAILED");
        assertThat(play.detail().getString("subTasks[0].message")).doesNotContain("alive");
        play.end();
    }
}
