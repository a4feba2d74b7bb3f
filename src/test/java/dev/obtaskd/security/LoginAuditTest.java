package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        public void record(
                AuditActor actor,
                String action,
                ObjectType objectType,
                String objectId,
                String before,
                String after,
                String code) {
            entries.add(actor.name() + " " + actor.address() + " " + after + " " + code);
        }
    }

    @Test
    void theFirstFailureIsStoredAtOnceAndTheOthersAsOneEntry() {
        for (var i = 0; i < 20; i++) {
            audit.failed(THERE, "ann");
        }
        await().until(() -> entries.size() == 1);
        assertThat(minutes).hasSize(1);
        minutes.getFirst().run();
        await().until(() -> entries.size() == 2);
        assertThat(entries)
                .containsExactly(
                        "ann 192.0.2.1 1 failure auth.failed",
                        "ann 192.0.2.1 19 failures auth.failed");
        audit.failed(THERE, "ann");
        await().until(() -> entries.size() == 3);
        assertThat(minutes).hasSize(2);
    }

    @Test
    void manyNamesMakeAtMostAnEntryASecond() {
        for (var i = 0; i < 1_000; i++) {
            audit.failed(THERE, "guess" + i);
            audit.failed(THERE, "guess" + i);
        }
        minutes.getFirst().run();
        await().until(() -> entries.stream().anyMatch(entry -> entry.startsWith("- various")));
        await().until(() -> entries.size() >= LoginAudit.MAX_PER_MINUTE - 3);
        assertThat(entries).hasSizeLessThanOrEqualTo(LoginAudit.MAX_PER_MINUTE);
    }

    @Test
    void aNameThatNoUserCanHaveIsNotStored() {
        audit.failed(THERE, "My Secret Password!");
        await().until(() -> entries.size() == 1);
        assertThat(entries.getFirst()).isEqualTo("- 192.0.2.1 1 failure auth.failed");
    }

    @Test
    void theLocalSocketHasNoAddress() {
        audit.succeeded(new CallerAddress("local"), "ann", UserRole.ADMIN, "password");
        await().until(() -> entries.size() == 1);
        assertThat(entries.getFirst()).isEqualTo("ann null by password null");
    }
}
