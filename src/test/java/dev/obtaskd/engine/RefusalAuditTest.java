package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.writer.InMemoryStore;
import dev.obtaskd.store.writer.SteppedWriter;
import dev.obtaskd.task.TaskDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RefusalAuditTest {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final TaskId HOLDER = TaskId.local(7);

    private final SteppedWriter writer = new SteppedWriter(new InMemoryStore(), Runnable::run);
    private final RefusalAudit refusals = new RefusalAudit();

    @Test
    void equalRefusalsAreStoredOneByOneAndThenAsOneEntry() {
        refuse("submit a", 25);
        assertThat(stored()).hasSize(RefusalAudit.SINGLE_PER_KIND);
        assertThat(refusals.pending()).isTrue();
        endPeriod();
        assertThat(stored()).hasSize(RefusalAudit.SINGLE_PER_KIND + 1);
        assertThat(stored().getFirst())
                .returns("ann", AuditEntry::actor)
                .returns("submit a", AuditEntry::action)
                .returns("claim.held", AuditEntry::code)
                .returns(HOLDER, AuditEntry::holder)
                .returns(25 - RefusalAudit.SINGLE_PER_KIND, AuditEntry::times);
        assertThat(writer.reader().refusals(NOW)).isEqualTo(Map.of(HOLDER, 25L));
        assertThat(refusals.pending()).isFalse();
        refuse("submit a", 1);
        assertThat(stored()).hasSize(RefusalAudit.SINGLE_PER_KIND + 2);
    }

    @Test
    void aFloodOfDifferentRefusalsIsStoredInALimitedNumberOfEntries() {
        for (var i = 0; i < 5_000; i++) {
            refuse("submit op-" + i % 1_000, 1);
        }
        endPeriod();
        assertThat(stored().size())
                .isLessThanOrEqualTo(RefusalAudit.SINGLE + RefusalAudit.MAX_KINDS + 1);
        assertThat(stored().stream().mapToInt(AuditEntry::times).sum()).isEqualTo(5_000);
    }

    @Test
    void countedRefusalsAreStoredAtTheEndOfThePeriod() {
        refusals.count(entry("submit a"));
        assertThat(stored()).isEmpty();
        endPeriod();
        assertThat(stored()).singleElement().returns(1, AuditEntry::times);
    }

    private void refuse(String action, int times) {
        for (var i = 0; i < times; i++) {
            write(tx -> refusals.add(entry(action), tx));
        }
    }

    private void endPeriod() {
        write(tx -> refusals.store(tx, NOW));
    }

    private List<AuditEntry> stored() {
        return writer.reader().auditPage(AuditFilter.ofTask(null), 10_000, null).items();
    }

    private void write(Consumer<Transaction> unit) {
        var done =
                writer.submit(
                        tx -> {
                            unit.accept(tx);
                            return null;
                        });
        writer.serve(Integer.MAX_VALUE, BatchFault.NONE, () -> {});
        done.join();
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(
                        0,
                        NOW,
                        "ann",
                        "TASK_MANAGER",
                        TaskDefinition.Source.API,
                        "192.0.2.1",
                        action,
                        null,
                        null,
                        null,
                        null,
                        null,
                        AuditEntry.Result.REFUSED,
                        "claim.held")
                .about(AuditEntry.ObjectType.TASK, null)
                .heldBy(HOLDER);
    }
}
