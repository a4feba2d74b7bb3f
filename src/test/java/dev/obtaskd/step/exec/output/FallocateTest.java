package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallocateTest {

    private static final int TIMES = 200;

    @TempDir Path directory;

    @Test
    void leaksNoOpenFile() throws Exception {
        var file = Files.write(directory.resolve("文件"), new byte[8192]);
        var holes = Fallocate.linked().orElseThrow();
        assertThat(holes.punch(file, 0, 4096)).isTrue();
        var open = openFiles();
        for (int i = 0; i < TIMES; i++) {
            holes.punch(file, 0, 4096);
            holes.punch(directory, 0, 4096);
        }
        assertThat(openFiles()).isLessThan(open + TIMES / 2);
    }

    @Test
    void reportsAnUnsupportedFileSystem() throws Exception {
        var holes = Fallocate.linked().orElseThrow();
        assertThat(holes.punch(directory.resolve("none"), 0, 4096)).isFalse();
        assertThat(holes.punch(Files.createFile(directory.resolve("file")), -1, 4096)).isFalse();
    }

    @Test
    void isAbsentWithoutTheFunctions() {
        assertThat(Fallocate.linked(name -> Optional.empty())).isEmpty();
        assertThat(
                        Fallocate.linked(
                                name -> {
                                    throw new LinkageError("this signature was not registered");
                                }))
                .isEmpty();
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
