package dev.obtaskd.step.exec.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStarterTest {

    @TempDir Path directory;

    @Test
    void startsNoProgramWhileAnotherIsBeingStarted() {
        var mark = directory.resolve("mark");
        var code = new AtomicInteger(-1);
        synchronized (ProcessStarter.class) {
            Thread.startVirtualThread(() -> code.set(touch(mark)));
            await().during(Duration.ofMillis(300)).until(() -> Files.notExists(mark));
        }
        await().untilAtomic(code, is(0));
        assertThat(mark).exists();
    }

    private static int touch(Path mark) {
        try {
            return ProcessStarter.run(new ProcessBuilder("touch", mark.toString()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
