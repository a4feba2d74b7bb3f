package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.DirectoryHolder;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StartupException;
import dev.obtaskd.store.h2.StorePreflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

    private static final int TASKS = 100;
    private static final int CUTS = 25;

    @TempDir Path parent;

    @Test
    void createsADirectoryForTheDaemonOnly() throws Exception {
        var path = parent.resolve("data");
        new DataDirectory(path.toString()).prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("db"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesAnUnusableDirectoryWithItsName() throws Exception {
        var file = Files.createFile(parent.resolve("file"));
        refused(parent.resolve("no/data").toString(), "its parent directory does not exist");
        refused(file.toString(), "is not a directory");
        refused("data", "absolute");
        refused(parent + "/a;INIT=x", "absolute");
    }

    @Test
    void refusesADirectoryOfAnotherUser() throws Exception {
        var open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        refused(open.toString(), "cannot be trusted: " + open + " is open to others (mode 0770)");
        refused(
                open.resolve("data").toString(),
                "cannot be trusted: " + open + " may be written by others");
        assertThat(open.resolve("data")).doesNotExist();
        var link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("real"));
        StoreFixture.createPrivate(parent.resolve("real"));
        refused(link.toString(), link + " is a symbolic link");
    }

    /** For a link, the permissions of its target count. */
    @Test
    void refusesALinkToADirectoryThatOthersCanReplace() throws Exception {
        var open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        var inside = Files.createDirectory(open.resolve("inside"));
        var link = Files.createSymbolicLink(parent.resolve("link"), inside);
        refused(link.resolve("data").toString(), open + " may be written by others (mode 0777)");
    }

    @Test
    void refusesAnUnwritableDirectory() {
        // Not even root can create a directory there.
        refused("/proc/sys/obtaskd", "cannot be");
        refused("/proc/sys", "cannot be");
    }

    @Test
    void refusesAStoreInUseByAnotherProcess() throws Exception {
        var other = KilledProcess.start(parent);
        try (var lines = other.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.startsWith("ack"))).isTrue();
            assertThatThrownBy(start(url(parent))::open)
                    .isInstanceOf(StartupException.class)
                    .hasMessage("obtaskd.data-dir=" + parent + " is in use by another obtaskd");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** H2 releases its lock when the store of a running daemon fails. */
    @Test
    void refusesADirectoryOfAnotherDaemonWhoseStoreIsClosed() throws Exception {
        var first = new DataDirectory(parent.toString());
        first.prepare();
        var other = DirectoryHolder.start(parent);
        try {
            assertThatThrownBy(start(url(parent))::open)
                    .isInstanceOf(StartupException.class)
                    .hasMessage("obtaskd.data-dir=" + parent + " is in use by another obtaskd");
            assertThat(database()).doesNotExist();
        } finally {
            other.destroyForcibly().waitFor();
        }
        first.lock();
        first.unlock();
    }

    @Test
    void refusesAStoreOfANewerVersionUnchanged() throws Exception {
        new StoreFixture(parent).close();
        try (var connection = DriverManager.getConnection(url(parent), "obtaskd", "");
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into "flyway_schema_history" values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',
                      current_timestamp, 1, true)\
                    """);
        }
        assertRefusedUnchanged(Files.readAllBytes(database()), "was written by a newer obtaskd");
    }

    @Test
    void refusesADamagedStoreUnchanged() throws Exception {
        new StoreFixture(parent).close();
        var whole = Files.readAllBytes(database());
        assertRefusedUnchanged(
                "this is no database\n".repeat(1_000).getBytes(),
                "holds a store that cannot be opened");
        assertRefusedUnchanged(
                "this is no database\n".getBytes(), "holds a store that cannot be opened");
        assertRefusedUnchanged(new byte[whole.length], "holds a store that cannot be opened");
        assertRefusedUnchanged(Arrays.copyOf(whole, 5_000), "holds a store that cannot be opened");
        assertRefusedUnchanged(Arrays.copyOf(whole, 9_000), "no version of it is complete");
        Files.setPosixFilePermissions(
                Files.writeString(parent.resolve("initial-admin-password"), "x"),
                PosixFilePermissions.fromString("rw-------"));
        assertRefusedUnchanged(new byte[0], "holds an empty store");
    }

    /** H2 alone would open the newest complete version. */
    @Test
    void refusesATruncatedStoreUnlessItIsComplete() throws Exception {
        try (var store = new StoreFixture(parent)) {
            for (int i = 0; i < TASKS; i++) {
                store.writer.write(
                        tx -> {
                            tx.insert(SampleTasks.task(tx.nextId() * 10));
                            return null;
                        });
            }
        }
        var whole = Files.readAllBytes(database());
        var refused = 0;
        for (int i = 1; i <= CUTS; i++) {
            StoreFixture.createPrivate(parent.resolve("cut" + i));
            var length = whole.length - whole.length / CUTS * (CUTS - i);
            refused += opens(parent.resolve("cut" + i), Arrays.copyOf(whole, length)) ? 0 : 1;
        }
        // The last file is complete.
        assertThat(refused).isBetween(CUTS / 2, CUTS - 1);
    }

    /** Whether the store opens; then it must be complete. */
    private static boolean opens(Path parent, byte[] file) throws Exception {
        var directory = new DataDirectory(parent.toString());
        directory.prepare();
        var database = Files.write(parent.resolve("db/obtaskd.mv.db"), file);
        try {
            new StorePreflight(directory, flyway(url(parent))).take();
        } catch (SQLException missing) {
            assertThat(Files.readAllBytes(database)).isEqualTo(file);
            return false;
        }
        try (var store = new StoreFixture(parent);
                var all =
                        store.pool
                                .getConnection()
                                .createStatement()
                                .executeQuery("select count(*) from task")) {
            all.next();
            assertThat(all.getInt(1)).isEqualTo(TASKS);
            return true;
        }
    }

    /** A power cut during the first start may leave a torn header or an empty file. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 8_192})
    void acceptsTheRemainsOfAnInterruptedFirstStart(int length) throws Exception {
        new DataDirectory(parent.toString()).prepare();
        Files.write(database(), new byte[length]);
        new StorePreflight(new DataDirectory(parent.toString()), flyway(url(parent))).take();
        new StoreFixture(parent).close();
        assertThat(Files.size(database())).isGreaterThan(8_192);
    }

    private void assertRefusedUnchanged(byte[] contents, String why) throws Exception {
        Files.write(database(), contents);
        assertThatThrownBy(start(url(parent))::open)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("obtaskd.data-dir=" + parent)
                .hasMessageContaining(why);
        assertThat(Files.readAllBytes(database())).isEqualTo(contents);
        try (var files = Files.list(database().getParent())) {
            assertThat(files).containsExactlyInAnyOrder(database(), parent.resolve("db/lock"));
        }
    }

    private Path database() {
        return parent.resolve("db/obtaskd.mv.db");
    }

    private void refused(String path, String why) {
        assertThatThrownBy(() -> new DataDirectory(path).prepare())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("obtaskd.data-dir=" + path)
                .hasMessageContaining(why);
    }

    private StoreLifecycle start(String url) {
        return new StoreLifecycle(new DataDirectory(parent.toString()), flyway(url), null);
    }

    private static Flyway flyway(String url) {
        return Flyway.configure().dataSource(url, "obtaskd", "").locations("db/local").load();
    }

    private static String url(Path directory) {
        // With assertions enabled, H2 sometimes fails to shrink a file when closing it, and logs
        // this.
        return "jdbc:h2:file:"
                + directory.toAbsolutePath()
                + "/db/obtaskd;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
    }
}
