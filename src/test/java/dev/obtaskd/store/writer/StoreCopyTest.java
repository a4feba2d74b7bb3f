package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.h2.StoreFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store in use. */
class StoreCopyTest {

    private static final int COPIES = 30;

    @TempDir Path directory;

    /** Small stores reuse their space all the time: without a pinned version copies are damaged. */
    @Test
    void everyCopyOfABusyStoreIsCompleteAndHasAllAcknowledgedTasks() throws Exception {
        try (var store = new StoreFixture(directory);
                var clients = Executors.newSingleThreadExecutor()) {
            var written = new AtomicLong();
            var stopped = new AtomicBoolean();
            var client =
                    clients.submit(
                            () -> {
                                while (!stopped.get()) {
                                    var id = written.get() + 1;
                                    store.writer.write(
                                            tx -> {
                                                tx.insert(SampleTasks.task(id * 10));
                                                tx.nextId();
                                                return id;
                                            });
                                    written.set(id);
                                }
                                return null;
                            });
            for (int i = 0; i < COPIES; i++) {
                var before = written.get();
                var copy = copy(store, "copy" + i);
                var content = new StoreFile(copy).check();
                assertThat(content.tasks()).isBetween(before, written.get() + 1);
                new StoreFile(copy).detach();
                assertThat(new StoreFile(copy).check().tasks()).isEqualTo(content.tasks());
                Files.delete(copy);
            }
            stopped.set(true);
            client.get();
        }
    }

    @Test
    void aClosedStoreIsNotCopied() throws Exception {
        var store = new StoreFixture(directory);
        store.close();
        assertThatThrownBy(() -> copy(store, "copy")).isInstanceOf(StoreUnavailableException.class);
    }

    private Path copy(StoreFixture store, String name) throws Exception {
        var file = directory.resolve(name + ".mv.db");
        try (var target =
                FileChannel.open(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            store.writer.copyTo(target);
        }
        return file;
    }
}
