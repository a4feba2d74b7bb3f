package dev.obtaskd.step.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.step.FakeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpentTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    Path directory;

    private FakeContext log;

    @BeforeEach
    void log() {
        log = new FakeContext(directory, "1.1");
    }

    @Test
    void givesBackWhatIsReadButForItsEnd() throws Exception {
        var file = file(8);
        var spent = new Spent(file, log, 2L * MIB, Holes::linked);
        spent.upTo(3L * MIB - 1);
        assertThat(mebibytesOnDisk(file)).as("not worth it yet").isEqualTo(8);
        spent.upTo(5L * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(4);
        spent.upTo(8L * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(1);
        var left = Files.readAllBytes(file);
        assertThat(left).hasSize(8 * MIB);
        assertThat(Arrays.copyOfRange(left, 7 * MIB, 8 * MIB)).containsOnly(1);
    }

    @Test
    void givesBackWhatWillNeverBeRead() throws Exception {
        var file = file(16);
        var spent = new Spent(file, log, 2L * MIB, Holes::linked);
        spent.between(4L * MIB, 8L * MIB - 1);
        assertThat(mebibytesOnDisk(file)).as("not worth it yet").isEqualTo(16);
        spent.between(4L * MIB, 10L * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(12);
        spent.between(4L * MIB, 14L * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(8);
        var left = Files.readAllBytes(file);
        assertThat(Arrays.copyOfRange(left, 0, 5 * MIB)).as("what may get in").containsOnly(1);
        assertThat(Arrays.copyOfRange(left, 13 * MIB, 16 * MIB)).as("the end").containsOnly(1);
    }

    @Test
    void doesNothingWhereItCannot() {
        var spent = new Spent(directory.resolve("none"), log, MIB, Holes::linked);
        spent.upTo(4L * MIB);
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void letsTheFileGrowWhereNoFunctionCanBeCalled() throws Exception {
        var file = file(8);
        var asked = new AtomicInteger();
        var spent = new Spent(file, log, 2L * MIB, () -> {
            asked.incrementAndGet();
            return Holes.linked(name -> Optional.empty());
        });
        spent.upTo(4L * MIB);
        spent.upTo(8L * MIB);
        assertThat(mebibytesOnDisk(file)).isEqualTo(8);
        assertThat(asked).hasValue(1);
    }

    @Test
    void theLogSurvivesAPowerCutBeforeWhatItHasIsGivenBack() throws Exception {
        var file = file(16);
        var onDisk = new ArrayList<Long>();
        log.forcing = () -> onDisk.add(mebibytesOnDisk(file));
        var spent = new Spent(file, log, 2L * MIB, Holes::linked);
        spent.between(10L * MIB, 14L * MIB);
        assertThat(onDisk).as("nothing of it is in the log").isEmpty();
        spent.upTo(2L * MIB);
        assertThat(onDisk).as("nothing is given back").isEmpty();
        spent.upTo(5L * MIB);
        spent.upTo(9L * MIB);
        assertThat(onDisk).containsExactly(14L, 10L);
        assertThat(mebibytesOnDisk(file)).isEqualTo(6);
    }

    @Test
    void keepsWhatALogHasThatDoesNotSurviveAPowerCut() throws Exception {
        var file = file(8);
        log.full = true;
        var spent = new Spent(file, log, 2L * MIB, Holes::linked);
        assertThatThrownBy(() -> spent.upTo(5L * MIB)).isInstanceOf(UncheckedIOException.class);
        assertThat(mebibytesOnDisk(file)).isEqualTo(8);
    }

    @Test
    void waitsForTheDiskOnAThreadThatCarriesNothingElse() throws Exception {
        var virtual = new ArrayList<Boolean>();
        log.forcing = () -> virtual.add(Thread.currentThread().isVirtual());
        var spent = new Spent(file(8), log, 2L * MIB, Holes::linked);
        Thread.startVirtualThread(() -> spent.upTo(5L * MIB)).join();
        assertThat(virtual).containsExactly(false);
    }

    private Path file(int mebibytes) throws IOException {
        var bytes = new byte[mebibytes * MIB];
        Arrays.fill(bytes, (byte) 1);
        return Files.write(directory.resolve("stdout"), bytes);
    }

    /** What the file system says, not the file's length. */
    static long mebibytesOnDisk(Path file) {
        try {
            var du = new ProcessBuilder("du", "--block-size=1M", file.toString()).start();
            return Long.parseLong(new String(du.getInputStream().readAllBytes()).split("\t")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
