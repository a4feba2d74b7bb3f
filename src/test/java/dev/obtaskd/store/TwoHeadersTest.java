package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.SubTaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts that leave of a commit its header alone, which tells of a version that is not there. */
class TwoHeadersTest {

    private static final int TASKS = 200;

    @TempDir
    Path parent;

    /**
     * What such a cut leaves.
     *
     * @param bytes of the file
     * @param safe the tasks that somebody was told of
     */
    private record Image(byte[] bytes, Set<Long> safe) {}

    @Test
    void theForcedVersionIsFound() throws Exception {
        assertThat(lost(PowerDisk::database)).isZero();
    }

    /** What the test can see: with both headers written over, H2 goes on from an old version. */
    @Test
    void withoutThemItIsNot() throws Exception {
        assertThat(lost(PowerDisk::plain)).isPositive();
    }

    /**
     * How many images lack something that was forced.
     *
     * @param database names one of a directory
     */
    private int lost(Function<Path, String> database) throws Exception {
        var images = images(database);
        assertThat(images).hasSizeGreaterThan(TASKS / 10);
        var lost = 0;
        for (int i = 0; i < images.size(); i++) {
            lost += there(database, images.get(i), parent.resolve("after " + i)).containsAll(images.get(i).safe()) ? 0 : 1;
        }
        return lost;
    }

    private List<Image> images(Function<Path, String> database) {
        var directory = parent.resolve("before");
        var safe = new HashSet<Long>();
        var images = new ArrayList<Image>();
        try (var store = open(database, directory, new BeforeForcing(StoreFixture.disk(true, parent), () ->
                PowerDisk.recording(directory).headerAlone().ifPresent(bytes -> images.add(new Image(bytes, Set.copyOf(safe))))))) {
            for (int i = 0; i < TASKS; i++) {
                safe.add(store.writer().write(TwoHeadersTest::insert));
            }
        } finally {
            PowerDisk.forget(directory);
        }
        return images;
    }

    private static long insert(Tx tx) {
        var id = tx.nextId();
        tx.insert(Samples.task(id * 10, SubTaskState.RUNNING, Samples.Named.task("op"), Samples.T0, null));
        return id * 10;
    }

    private Set<Long> there(Function<Path, String> database, Image image, Path directory) throws IOException {
        Files.write(Files.createDirectories(directory.resolve("db")).resolve("obtaskd.mv.db"), image.bytes());
        var there = new HashSet<Long>();
        try (var store = open(database, directory, StoreFixture.disk(true, parent))) {
            store.writer().<Void>write(tx -> {
                tx.unfinished().forEach(task -> there.add(task.id()));
                return null;
            });
        } finally {
            PowerDisk.forget(directory);
        }
        return there;
    }

    private StoreFixture open(Function<Path, String> database, Path directory, Disk disk) {
        return new StoreFixture(database.apply(directory), parent, disk, (sha256, document) -> StoreFixture.GRAPHS.get(sha256));
    }

    /**
     * A disk that somebody looks at before each force.
     *
     * @param disk the disk
     * @param look what they do
     */
    private record BeforeForcing(Disk disk, Runnable look) implements Disk {
        @Override
        public void commit(Connection connection) throws SQLException {
            disk.commit(connection);
        }

        @Override
        public boolean force(Connection connection) throws SQLException {
            look.run();
            return disk.force(connection);
        }

        @Override
        public void leave() {
            disk.leave();
        }
    }
}
