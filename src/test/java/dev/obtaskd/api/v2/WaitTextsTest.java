package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tasks wait for, in the language of the caller. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class WaitTextsTest extends TaskHttp {

    @Test
    void whatSubTasksWaitForIsInTheLanguageOfTheCaller() {
        var task = TaskScript.start("texts.waits");
        await().atMost(Duration.ofSeconds(20)).until(() -> !texts(task, "en").contains(null));
        assertThat(texts(task, "en"))
                .containsExactly(
                        "port 127.0.0.1:1 answers",
                        "http://127.0.0.1:1/ answers 200",
                        "process 9999999 runs",
                        "the process of /no/pid runs",
                        "file /no/file exists",
                        "file / is gone",
                        "automatic retry 1 of 3",
                        "Waits for tcp");
        assertThat(texts(task, "zh"))
                .containsExactly(
                        "端口 127.0.0.1:1 可连接",
                        "http://127.0.0.1:1/ 返回 200",
                        "进程 9999999 正在运行",
                        "/no/pid 中记录的进程正在运行",
                        "文件 /no/file 存在",
                        "文件 / 不存在",
                        "第 1 次自动重试, 共 3 次",
                        "等待上游: tcp");
        var row = viewer().header("Accept-Language", "zh").get(TASKS + "?q=" + task.id());
        assertThat(row.jsonPath().getString("items[0].waiting.text"))
                .isEqualTo("端口 127.0.0.1:1 可连接");
        task.end();
    }

    private static List<String> texts(TaskScript task, String language) {
        return viewer().header("Accept-Language", language)
                .get(TASKS + "/" + task.id())
                .jsonPath()
                .getList("subTasks.waiting.text");
    }
}
