package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitTest {

    @TempDir
    Path directory;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aHoldIsFreedByItsOwnerOnly() {
        run(tx -> tx.take(new Hold(Samples.tenant("a"), 2, Samples.T0)));
        assertThat(store.writer.<Boolean>write(tx -> tx.release(1))).isFalse();
        assertThat(store.tasks.holds()).containsExactly(new Hold(Samples.tenant("a"), 2, Samples.T0));
        assertThat(store.writer.<Boolean>write(tx -> tx.release(2))).isTrue();
        assertThat(store.tasks.holds()).isEmpty();
    }

    @Test
    void theDatabaseItselfRefusesASecondHolderOfOneClaim() {
        run(tx -> tx.take(new Hold(Samples.tenant("a"), 2, Samples.T0)));
        assertThatThrownBy(() -> run(tx -> tx.take(new Hold(Samples.tenant("a"), 3, Samples.T0))))
                .isInstanceOf(StatementFailed.class);
    }

    @Test
    void aLaterUseOfAConflictingClaimIsFound() {
        run(tx -> {
            tx.take(new Hold(Samples.tenant("a"), 2, Samples.T0));
            tx.release(2);
            tx.take(new Hold(Samples.tenant("a"), 3, Samples.T0.plusSeconds(9)));
            tx.release(3);
        });
        run(tx -> {
            assertThat(tx.usedSince(Samples.CLUSTER, Samples.T0, 2)).hasValue(3);
            assertThat(tx.usedSince(Samples.tenant("a"), Samples.T0.plusSeconds(9), 2)).isEmpty();
            assertThat(tx.usedSince(Samples.tenant("a"), Samples.T0, 3)).isEmpty();
            assertThat(tx.usedSince(Samples.tenant("A"), Samples.T0, 2)).isEmpty();
        });
    }

    @Test
    void unfinishedTasksAreAllThatAreNotTerminal() {
        run(tx -> {
            tx.insert(Samples.task(10));
            tx.insert(Samples.task(20, SubTaskState.SUCCEEDED, Samples.Named.task("x"), Samples.T0, Samples.T0));
            tx.insert(Samples.task(30, SubTaskState.FAILED, Samples.Named.task("x"), Samples.T0, Samples.T0));
            assertThat(tx.unfinished()).extracting(Task::id).containsExactly(10L, 30L);
            assertThat(tx.task(20)).isPresent();
            assertThat(tx.taskOf(31)).hasValue(30);
        });
    }

    @Test
    void onlyTerminalTasksThatEndedEarlyEnoughAreDeleted() {
        run(tx -> {
            tx.insert(Samples.task(10, SubTaskState.SUCCEEDED, Samples.Named.task("x"), Samples.T0, Samples.T0));
            tx.insert(Samples.task(20, SubTaskState.SUCCEEDED, Samples.Named.task("x"), Samples.T0, Samples.T0.plusSeconds(5)));
            tx.insert(Samples.task(30, SubTaskState.FAILED, Samples.Named.task("x"), Samples.T0, Samples.T0));
            assertThat(tx.deleteFinished(Samples.T0.plusSeconds(5), 9)).containsExactly(new Retired(10, Samples.T0));
        });
        assertThat(store.tasks.find(10)).isEmpty();
        assertThat(store.tasks.taskOf(11)).isEmpty();
        assertThat(store.tasks.find(20)).isPresent();
        assertThat(store.tasks.find(30)).isPresent();
    }

    @Test
    void auditIsReadNewestFirstInPages() {
        run(tx -> {
            for (long id = 1; id <= 5; id++) {
                tx.audit(entry(id, id % 2));
            }
        });
        var first = store.tasks.audit(null, 2, null);
        assertThat(first.items()).containsExactly(entry(5, 1), entry(4, 0));
        assertThat(store.tasks.audit(null, 9, first.next()).items()).containsExactly(entry(3, 1), entry(2, 0), entry(1, 1));
        assertThat(store.tasks.audit(0L, 9, null)).isEqualTo(new AuditPage(List.of(entry(4, 0), entry(2, 0)), null));
    }

    @Test
    void anAnswerIsRememberedForItsUserUntilItIsForgotten() {
        var answer = new StoredAnswer("ann", "k", "hash", 201, "{}", "/x", null, Samples.T0);
        run(tx -> tx.remember(answer));
        run(tx -> {
            assertThat(tx.answer("ann", "k")).contains(answer);
            assertThat(tx.answer("bob", "k")).isEmpty();
            assertThat(tx.forgetAnswers(Samples.T0, 9)).isZero();
            assertThat(tx.forgetAnswers(Samples.T0.plusSeconds(1), 9)).isEqualTo(1);
        });
    }

    private void run(Consumer<Tx> work) {
        store.writer.write(tx -> {
            work.accept(tx);
            return null;
        });
    }

    private static AuditEntry entry(long id, long taskId) {
        return new AuditEntry(id, Samples.T0, "ann", "ADMIN", Origin.Source.CLI, null, "task.retry", taskId, null, "why",
                "FAILED", null, AuditEntry.Result.REFUSED, "claim.held");
    }
}
