package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.testing.SettableClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoginAuditTest {

    private static final CallerAddress THERE = new CallerAddress("192.0.2.1");

    private final List<String> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> minutes = new CopyOnWriteArrayList<>();
    private final LoginAudit audit = new LoginAudit(new Recording(), minutes::add);

    private final class Recording extends AccountAudit {

        Recording() {
            super(null, new SettableClock());
        }

        @Override
        void store(
                AuditActor actor,
                String action,
                AuditEntry.ObjectType objectType,
                String objectId,
                String before,
                String after,
                AuditEntry.Result result,
                String code,
                int times) {
            entries.add(actor.name() + " " + actor.address() + " " + after + " " + code);
        }
    }

    @Test
    void theFirstFailureIsStoredAtOnceAndTheOthersAsOneEntry() {
        for (var i = 0; i < 20; i++) {
            audit.failed(THERE, "ann", TaskDefinition.Source.API);
        }
        await().until(() -> entries.size() == 1);
        assertThat(minutes).hasSize(1);
        minutes.getFirst().run();
        await().until(() -> entries.size() == 2);
        assertThat(entries)
                .containsExactly(
                        "ann 192.0.2.1 1 failure auth.failed",
                        "ann 192.0.2.1 19 failures auth.failed");
        audit.failed(THERE, "ann", TaskDefinition.Source.API);
        await().until(() -> entries.size() == 3);
        assertThat(minutes).hasSize(2);
    }

    @Test
    void manyNamesMakeAtMostAnEntryASecond() {
        for (var i = 0; i < 1_000; i++) {
            audit.failed(THERE, "guess" + i, TaskDefinition.Source.API);
            audit.failed(THERE, "guess" + i, TaskDefinition.Source.API);
        }
        minutes.getFirst().run();
        await().until(() -> entries.stream().anyMatch(entry -> entry.startsWith("- various")));
        await().until(() -> entries.size() >= LoginAudit.MAX_PER_MINUTE - 3);
        assertThat(entries).hasSizeLessThanOrEqualTo(LoginAudit.MAX_PER_MINUTE);
    }

    @Test
    void aNameThatNoUserCanHaveIsNotStored() {
        audit.failed(THERE, "My Secret Password!", TaskDefinition.Source.API);
        await().until(() -> entries.size() == 1);
        assertThat(entries.getFirst()).isEqualTo("- 192.0.2.1 1 failure auth.failed");
    }

    @Test
    void aSuccessIsStoredAtOnce() {
        audit.succeeded(
                new AuditActor("ann", "ADMIN", TaskDefinition.Source.CLI, "SOCKET"), "password");
        await().until(() -> entries.size() == 1);
        assertThat(entries.getFirst()).isEqualTo("ann SOCKET by password null");
    }

    @Test
    void forbiddenRequestsAreSummedByActorAndAction() {
        var actor = new AuditActor("ann", "TASK_VIEWER", TaskDefinition.Source.API, "192.0.2.1");
        for (var i = 0; i < 5; i++) {
            audit.forbidden(actor, "POST /api/v2/tasks");
        }
        minutes.getFirst().run();
        await().until(() -> entries.size() == 2);
        assertThat(entries)
                .containsExactlyInAnyOrder(
                        "ann 192.0.2.1 1 failure auth.forbidden",
                        "ann 192.0.2.1 4 failures auth.forbidden");
    }
}
