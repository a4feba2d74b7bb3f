package dev.obtaskd.api.v2;

import static dev.obtaskd.testing.SampleFiles.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.SampleFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rollback restores the files that file steps replaced. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class FileUndoTest extends FileHttp {

    @Test
    void restoresContentModeOwnerLinkAndAbsence() throws Exception {
        makeFiles();
        var before = picture();
        var script = start("file.change");
        script.signal("a", "no");
        script.awaitState("FAILED");
        assertChanged();
        assertThat(copies()).isNotEmpty();

        script.signal("undo-a", "ok");
        assertThat(script.operate("rollback").statusCode()).isEqualTo(202);
        assertThat(end(script)).isEqualTo("ROLLED_BACK");
        assertThat(picture()).isEqualTo(before);
        await().until(() -> copies().isEmpty());
    }

    @Test
    void aNewRunAfterARollbackKeepsTheCurrentFile() throws Exception {
        makeFiles();
        var script = start("file.change");
        script.signal("a", "no");
        script.awaitState("FAILED");
        script.signal("undo-a", "ok");
        script.operate("rollback");
        // Rolled back completely; the same in a task whose rollback fails half way and is retried.
        assertThat(end(script)).isEqualTo("ROLLED_BACK");

        var again = start("file.change");
        Files.delete(dir.resolve("a"));
        Files.delete(dir.resolve("undo-a"));
        again.signal("a", "no");
        again.awaitState("FAILED");
        Files.delete(dir.resolve("copied"));
        Files.createDirectory(dir.resolve("copied"));
        again.signal("undo-a", "ok");
        again.operate("rollback");
        assertThat(end(again)).isEqualTo("ROLLBACK_FAILED");
        assertThat(again.detail().getString("subTasks.find { it.stepId == 's2' }.message"))
                .contains("is a directory");
        Files.delete(dir.resolve("copied"));
        // All restored steps run again; rollback then restores what was changed meanwhile.
        SampleFiles.file(dir, "target", "third", 0600, "nobody");
        Files.delete(dir.resolve("a"));
        assertThat(again.operate("retry").statusCode()).isEqualTo(202);
        again.signal("a", "no");
        again.awaitState("FAILED");
        assertThat(Files.readString(dir.resolve("target"))).isEqualTo("new");
        again.operate("rollback");
        assertThat(end(again)).isEqualTo("ROLLED_BACK");
        assertThat(picture().get("target")).isEqualTo("third 100600 " + uid("nobody") + " 0");
        assertThat(picture().get("written")).startsWith("old 100640 " + uid("nobody"));
        assertThat(picture().get("copied")).startsWith("old 100600 " + uid("daemon"));
    }

    @Test
    void aMissingBackupFailsTheRollback() throws Exception {
        makeFiles();
        var script = start("file.change");
        script.signal("a", "no");
        script.awaitState("FAILED");
        var copies = copies();
        assertThat(copies).hasSize(FileOperations.CHANGES.size());
        for (var copy : copies) {
            for (var part : List.of("path", "original")) {
                Files.deleteIfExists(copy.resolve(part));
            }
        }
        script.signal("undo-a", "ok");
        script.operate("rollback");
        assertThat(end(script)).isEqualTo("ROLLBACK_FAILED");
        assertThat(script.detail().getString("subTasks.find { it.stepId == 's8' }.message"))
                .contains("its backup is missing")
                .contains(dir + "/replaced");
        script.operate("abandon");
        await().until(() -> copies().isEmpty());
    }

    @Test
    void aRunThatChangedNothingNeedsNoRestore() {
        var script = start("file.missing");
        assertThat(end(script)).isEqualTo("FAILED");
        assertThat(script.detail().getString("subTasks[0].message"))
                .contains(dir + "/none does not exist");
        script.operate("rollback");
        assertThat(end(script)).isEqualTo("ROLLED_BACK");
    }

    @Test
    void backupsAreDeletedWhenTheTaskSucceeds() throws Exception {
        makeFiles();
        var script = start("file.change");
        await().until(() -> !copies().isEmpty());
        script.signal("a", "ok");
        assertThat(end(script)).isEqualTo("SUCCEEDED");
        await().until(() -> copies().isEmpty());
    }

    private void assertChanged() throws Exception {
        var now = picture();
        // A step without mode and owner keeps them.
        assertThat(now.get("written")).isEqualTo("new 100640 " + uid("nobody") + " 0");
        assertThat(now.get("made")).isEqualTo("new 100644 0 0");
        assertThat(now.get("copied")).isEqualTo("from 100600 " + uid("daemon") + " 0");
        assertThat(now.get("target")).isEqualTo("new 100400 " + uid("daemon") + " 0");
        assertThat(now.get("followed")).startsWith("-> target");
        assertThat(now.get("replaced")).isEqualTo("new 100644 0 0");
        assertThat(now.get("link")).startsWith("-> /new");
        assertThat(now.get("linked-file")).startsWith("-> /new");
        assertThat(now).doesNotContainKeys("removed", "removed-link");
    }

    /** All backups, one directory for each sub task; no other task is running. */
    private static List<Path> copies() throws IOException {
        var copies = new ArrayList<Path>();
        try (var tasks = Files.newDirectoryStream(kept())) {
            for (var task : tasks) {
                try (var subTasks = Files.newDirectoryStream(task)) {
                    subTasks.forEach(copies::add);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return copies;
    }
}
