package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files whose names try to become headers of a response, or paths outside of an archive. */
@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class HostileFileNamesTest {

    private static final List<String> NAMES =
            List.of(
                    "a\r\nSet-Cookie: x=1\r\n\r\n<script>",
                    "a\nLocation: https:evil.example",
                    "a\"; filename=\"evil.html",
                    "a'; filename*=UTF-8''evil.html",
                    "\\..\\..\\windows",
                    "...",
                    "C:evil",
                    "a;b,c d%0d%0aX: y",
                    "\u001b[31mred",
                    "\u202egnp.exe",
                    "-rf",
                    " ");

    @Inject LogDaemon site;

    private Task task;

    @BeforeEach
    void leaveFiles() throws IOException {
        task = site.run("test.talks");
        var directory = site.directory(task, "say").files();
        for (var name : NAMES) {
            Files.writeString(directory.resolve(name), "content of it");
        }
    }

    @Test
    void headersOfADownloadHaveNoPartOfANameUnencoded() {
        List<String> links =
                site.viewer()
                        .get("/api/v2/tasks/" + site.id(task) + "/files?limit=100")
                        .jsonPath()
                        .getList("items.link");
        assertThat(links).hasSizeGreaterThan(NAMES.size());
        for (var link : links) {
            var answer = site.viewer().get(link);
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.headers().getValues("Content-Disposition")).hasSize(1);
            assertThat(answer.header("Content-Disposition"))
                    .as(link)
                    .matches(
                            "attachment; filename=\"[A-Za-z0-9._-]*\";"
                                    + " filename\\*=UTF-8''[A-Za-z0-9._%-]*");
            assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
            assertThat(answer.headers().hasHeaderWithName("Location")).isFalse();
        }
    }

    @Test
    void namesInTheArchiveStayInItsDirectory() throws IOException {
        var bytes = site.viewer().get("/api/v2/tasks/" + site.id(task) + "/logs.zip").asByteArray();
        var files = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName())
                        .doesNotStartWith("/")
                        .doesNotContain("\\", ":", "\r", "\n", "\u001b", "\u202e", "//")
                        .doesNotContainPattern("(^|/)\\.+(/|$)");
                if (entry.getName().startsWith("files/say/")
                        && new String(zip.readAllBytes()).equals("content of it")) {
                    files.add(entry.getName());
                }
            }
        }
        assertThat(files).hasSize(NAMES.size()).doesNotHaveDuplicates();
    }
}
