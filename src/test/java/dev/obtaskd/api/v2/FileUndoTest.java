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
@TestProfile(FileDaemon.class)
class FileUndoTest extends FileHttp {

    @Test
    void restoresContentModeOwnerLinkAndAbsence() throws Exception {
        makeFiles();
        var before = picture();
        var play = start("file.change");
        play.tell("a", "no");
        play.awaitState("FAILED");
        assertChanged();
        assertThat(copies()).isNotEmpty();

        play.tell("undo-a", "ok");
        assertThat(play.operate("rollback").statusCode()).isEqualTo(202);
        assertThat(end(play)).isEqualTo("ROLLED_BACK");
        assertThat(picture()).isEqualTo(before);
        await().until(() -> copies().isEmpty());
    }

    @Test
    void aNewRunAfterARollbackKeepsTheCurrentFile() throws Exception {
        makeFiles();
        var play = start("file.change");
        play.tell("a", "no");
        play.awaitState("FAILED");
        play.tell("undo-a", "ok");
        play.operate("rollback");
        // Rolled back down to nothing; the same in a task whose rollback fails half way and that is
        // retried.
        assertThat(end(play)).isEqualTo("ROLLED_BACK");

        var again = start("file.change");
        Files.delete(dir.resolve("a"));
        Files.delete(dir.resolve("undo-a"));
        again.tell("a", "no");
        again.awaitState("FAILED");
        Files.delete(dir.resolve("copied"));
        Files.createDirectory(dir.resolve("copied"));
        again.tell("undo-a", "ok");
        again.operate("rollback");
        assertThat(end(again)).isEqualTo("ROLLBACK_FAILED");
        assertThat(again.look().getString("subTasks.find { it.stepId == 's2' }.message"))
                .contains("is a directory");
        Files.delete(dir.resolve("copied"));
        // All that was put back runs again: what people changed meanwhile is what counts from then
        // on.
        SampleFiles.file(dir, "target", "third", 0600, "nobody");
        Files.delete(dir.resolve("a"));
        assertThat(again.operate("retry").statusCode()).isEqualTo(202);
        again.tell("a", "no");
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
        var play = start("file.change");
        play.tell("a", "no");
        play.awaitState("FAILED");
        var copies = copies();
        assertThat(copies).hasSize(FileDaemon.CHANGES.size());
        for (var copy : copies) {
            for (var part : List.of("path", "original")) {
                Files.deleteIfExists(copy.resolve(part));
            }
        }
        play.tell("undo-a", "ok");
        play.operate("rollback");
        assertThat(end(play)).isEqualTo("ROLLBACK_FAILED");
        assertThat(play.look().getString("subTasks.find { it.stepId == 's8' }.message"))
                .contains("its backup is missing")
                .contains(dir + "/replaced");
        play.operate("abandon");
        await().until(() -> copies().isEmpty());
    }

    @Test
    void aRunThatChangedNothingNeedsNoRestore() {
        var play = start("file.missing");
        assertThat(end(play)).isEqualTo("FAILED");
        assertThat(play.look().getString("subTasks[0].message"))
                .contains(dir + "/none does not exist");
        play.operate("rollback");
        assertThat(end(play)).isEqualTo("ROLLED_BACK");
    }

    @Test
    void backupsAreDeletedWhenTheTaskSucceeds() throws Exception {
        makeFiles();
        var play = start("file.change");
        await().until(() -> !copies().isEmpty());
        play.tell("a", "ok");
        assertThat(end(play)).isEqualTo("SUCCEEDED");
        await().until(() -> copies().isEmpty());
    }

    private void assertChanged() throws Exception {
        var now = picture();
        // What says nothing about mode and owner keeps them.
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

    /** All kept copies, one directory for each sub task; no other task goes on. */
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
