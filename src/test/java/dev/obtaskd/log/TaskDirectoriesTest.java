package dev.obtaskd.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDirectoriesTest {

    @TempDir Path dataDir;

    TaskDirectory task;

    @BeforeEach
    void findsTask() {
        task =
                new TaskDirectories(dataDir)
                        .of(TaskId.local(17), Instant.parse("2026-01-02T23:59:59Z"));
    }

    @Test
    void createsPathsOfDayTaskAndAttempt() throws IOException {
        var attempt = task.create(18, 2);
        assertThat(attempt.path()).isEqualTo(dataDir.resolve("tasks/20260102/17/18.2"));
        assertThat(attempt.log()).isEqualTo(attempt.path().resolve("log"));
        assertThat(attempt.index()).isEqualTo(attempt.path().resolve("log.lines"));
    }

    @Test
    void createsDirectoriesForTheirOwnerOnly() throws IOException {
        var attempt = task.create(18, 1);
        for (var path :
                new Path[] {task.path(), attempt.path(), attempt.makeFiles(), attempt.makeRun()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void createsAnAttemptOnce() throws IOException {
        Files.writeString(task.create(18, 1).makeRun().resolve("pid"), "1");
        assertThat(task.create(18, 1).makeRun().resolve("pid")).exists();
    }

    @Test
    void findsOnlyExistingAttempts() throws IOException {
        assertThat(task.attempts(18)).isEmpty();
        assertThat(task.find(18, 1)).isEmpty();
        task.create(18, 10);
        task.create(18, 2);
        task.create(181, 1);
        Files.createDirectory(task.path().resolve("18.x"));
        assertThat(task.attempts(18)).extracting(AttemptDirectory::no).containsExactly(2, 10);
        assertThat(task.find(18, 2)).isPresent();
        assertThat(task.find(18, 3)).isEmpty();
    }

    @Test
    void deletesOnlyWorkingFiles() throws IOException {
        var attempt = task.create(18, 1);
        attempt.makeFiles();
        Files.writeString(attempt.makeRun().resolve("pid"), "1");
        attempt.deleteRun();
        attempt.deleteRun();
        assertThat(attempt.run()).doesNotExist();
        assertThat(attempt.files()).exists();
    }

    @Test
    void deletesATaskWithoutFollowingLinks() throws IOException {
        var outside =
                Files.writeString(
                        Files.createDirectory(dataDir.resolve("outside")).resolve("kept"), "x");
        var attempt = task.create(18, 1);
        Files.createSymbolicLink(attempt.makeFiles().resolve("link"), outside.getParent());
        var locked = Files.createDirectory(attempt.files().resolve("locked"));
        Files.writeString(locked.resolve("file"), "x");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        task.delete();
        task.delete();
        assertThat(task.path()).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void reportsAnAttemptAsExpiredOnceItsDirectoryIsDeleted() throws IOException {
        var ended = attempt(Instant.EPOCH);
        task.create(18, 1);
        assertThat(task.expired(18, ended)).isFalse();
        task.delete();
        assertThat(task.expired(18, ended)).isTrue();
        assertThat(task.expired(18, attempt(null))).isFalse();
    }

    @Test
    void listsTheDaysUpToAnInstantWithTheirTasks() throws IOException {
        var attempts = new TaskDirectories(dataDir);
        var noon = Instant.parse("2026-01-02T12:00:00Z");
        assertThat(attempts.daysUpTo(noon)).isEmpty();
        task.create(18, 1);
        attempts.of(TaskId.local(4), noon).create(5, 1);
        attempts.of(TaskId.local(3), Instant.parse("2025-12-31T00:00:00Z")).create(4, 1);
        attempts.of(TaskId.local(9), Instant.parse("2026-01-03T00:00:00Z")).create(10, 1);
        var days = attempts.daysUpTo(noon);
        assertThat(days)
                .extracting(DayDirectory::end)
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(days.getLast().taskIds()).containsExactly(TaskId.local(4), TaskId.local(17));
        assertThat(days.getLast().of(TaskId.local(17))).isEqualTo(task);
    }

    @Test
    void separatesALocalAndAClusterTaskOfTheSameNumber() throws IOException {
        var directories = new TaskDirectories(dataDir);
        var day = Instant.parse("2026-01-02T12:00:00Z");
        var local = TaskId.local(17);
        var cluster = TaskId.cluster(17);
        directories.of(local, day).create(18, 1);
        var attempt = directories.of(cluster, day).create(18, 1);
        assertThat(attempt.path()).isEqualTo(dataDir.resolve("tasks/20260102/c17/18.1"));
        assertThat(directories.daysUpTo(day).getFirst().taskIds()).containsExactly(local, cluster);
        for (var id : List.of(local, cluster)) {
            Files.createDirectories(directories.kept().of(id, 18));
        }
        assertThat(directories.kept().of(local, 18)).isEqualTo(dataDir.resolve("kept/17/18"));
        assertThat(directories.kept().of(cluster, 18)).isEqualTo(dataDir.resolve("kept/c17/18"));
        directories.of(local, day).delete();
        directories.kept().delete(local);
        assertThat(directories.daysUpTo(day).getFirst().taskIds()).containsExactly(cluster);
        assertThat(directories.kept().taskIds()).containsExactly(cluster);
    }

    private static Attempt attempt(Instant endedAt) {
        return new Attempt(
                1,
                AttemptKind.RUN,
                AttemptTrigger.FIRST,
                new Lifetime(Instant.EPOCH, endedAt),
                null,
                null,
                null,
                null,
                null);
    }
}
