package dev.obtaskd.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.writer.StoreFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskReaderTest {

    @TempDir Path directory;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        store.writer.write(
                tx -> {
                    tx.insert(SampleTasks.task(10));
                    tx.insert(SampleTasks.task(20));
                    return null;
                });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsADocumentOfAnEarlierStartOnce() {
        var documents = new DocumentCache();
        read(documents, true);
        assertThat(documents.known("sha")).isEqualTo("{\"steps\":[]}");
    }

    @Test
    void doesNotCacheUncommittedTasks() {
        var documents = new DocumentCache();
        read(documents, false);
        assertThat(documents.known("sha")).isNull();
    }

    @Test
    void clearsTheCacheWhenTheStoreIsReopened() {
        var documents = new DocumentCache();
        documents.put("sha", "{}");
        documents.clear();
        assertThat(documents.known("sha")).isNull();
    }

    private void read(DocumentCache documents, boolean committed) {
        try (var session = store.sessions.openStatelessSession()) {
            var reader =
                    new TaskReader(
                            StoreScope.LOCAL,
                            session,
                            documents,
                            (sha, text) -> StoreFixture.GRAPHS.get(sha),
                            committed);
            assertThat(reader.tasks(List.of(10L, 20L))).hasSize(2);
        }
    }
}
