package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {

    @TempDir
    Path directory;

    @Test
    void saysWhatIsFreeOnTheDiskOfItsDirectory() {
        var space = new Reserve(directory, 1).space();
        assertThat(space.freeBytes()).isPositive();
        assertThat(space.belowReserve()).isFalse();
        assertThat(new Reserve(directory, Long.MAX_VALUE).below()).isTrue();
    }

    @Test
    void doesNotTakeADirectoryThatIsGoneForAFullDisk() {
        var space = new Reserve(directory.resolve("gone"), 1).space();
        assertThat(space.freeBytes()).isNull();
        assertThat(space.belowReserve()).isTrue();
    }
}
