package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {

    @TempDir Path directory;

    @Test
    void reportsTheFreeSpaceOfTheDisk() {
        var space = new DiskReserve(directory, 1).space();
        assertThat(space.freeBytes()).isPositive();
        assertThat(space.belowReserve()).isFalse();
        assertThat(new DiskReserve(directory, Long.MAX_VALUE).below()).isTrue();
    }

    @Test
    void doesNotReportAMissingDirectoryAsAFullDisk() {
        var space = new DiskReserve(directory.resolve("gone"), 1).space();
        assertThat(space.freeBytes()).isNull();
        assertThat(space.belowReserve()).isTrue();
    }
}
