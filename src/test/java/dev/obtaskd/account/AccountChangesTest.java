package dev.obtaskd.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditEntry.ObjectType;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.writer.StoreWriter;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A change of accounts or settings and its audit entry are stored together or not at all. */
@QuarkusTest
class AccountChangesTest {

    @Inject AccountRepository accounts;

    @Inject SettingRepository settings;

    @Inject StoreWriter writer;

    @Inject StoreReader reader;

    @Test
    void aChangeAndItsEntryAreOneCommit() {
        var before = writer.stats().commits();
        accounts.change(
                all -> all.with(user("one-commit", "ADMIN")), (tx, old, now) -> audit(tx, "one"));
        assertThat(writer.stats().commits() - before).isEqualTo(1);
        assertThat(stored().user("one-commit")).isPresent();
        assertThat(entries("one")).hasSize(1);
    }

    @Test
    void aChangeWhoseEntryCannotBeWrittenIsNotMade() {
        accounts.change(all -> all.with(user("kept", "TASK_VIEWER")), ChangeAudit.NONE);
        assertThatThrownBy(
                        () ->
                                accounts.change(
                                        all ->
                                                all.with(user("kept", "ADMIN"))
                                                        .with(user("lost", "ADMIN")),
                                        (tx, old, now) -> {
                                            audit(tx, "lost");
                                            throw new IllegalStateException("no entry");
                                        }))
                .hasMessage("no entry");
        for (var all : List.of(accounts.current(), stored())) {
            assertThat(all.user("lost")).isEmpty();
            assertThat(all.user("kept")).map(StoredUser::role).contains("TASK_VIEWER");
        }
        assertThat(entries("lost")).isEmpty();
    }

    @Test
    void aRefusedChangeWritesNothing() {
        assertThatThrownBy(
                        () ->
                                accounts.change(
                                        all -> {
                                            throw new IllegalArgumentException("refused");
                                        },
                                        (tx, old, now) -> audit(tx, "refused")))
                .hasMessage("refused");
        assertThat(entries("refused")).isEmpty();
    }

    /** A later unit of the same batch sees the change, and fails alone. */
    @Test
    void changesOfOneBatchFollowEachOther() {
        var seen = new AtomicReference<String>();
        accounts.change(all -> all.with(user("batch", "TASK_VIEWER")), ChangeAudit.NONE);
        var both =
                List.<Runnable>of(
                        () ->
                                accounts.change(
                                        all -> all.with(user("batch", "ADMIN")), ChangeAudit.NONE),
                        () ->
                                assertThatThrownBy(
                                        () ->
                                                accounts.change(
                                                        all -> all.withoutUser("batch"),
                                                        (tx, old, now) -> {
                                                            seen.set(role(old));
                                                            throw new IllegalStateException();
                                                        })));
        var threads = both.stream().map(Thread::startVirtualThread).toList();
        threads.forEach(AccountChangesTest::join);
        assertThat(seen.get()).isIn("TASK_VIEWER", "ADMIN");
        assertThat(accounts.current()).isEqualTo(stored());
        assertThat(accounts.current().user("batch")).map(StoredUser::role).contains("ADMIN");
    }

    @Test
    void aSettingAndItsEntryAreOneCommit() {
        // The key pair of API v1 is made and stored in the background after the start.
        given().get("/api/v1/secret").then().statusCode(200);
        settings.save("account-test", "one");
        var before = writer.stats().commits();
        settings.save("account-test", "two");
        assertThat(writer.stats().commits() - before).isEqualTo(1);
        assertThat(settings.find("account-test")).contains("two");
        assertThat(entries("account-test"))
                .extracting(entry -> entry.before() + " " + entry.after())
                .containsExactly("one two", "null one");
        settings.saveSecret("account-test", "three");
        assertThat(entries("account-test").getFirst())
                .extracting(AuditEntry::before, AuditEntry::after)
                .containsExactly(null, null);
    }

    private static String role(Accounts all) {
        return all.user("batch").orElseThrow().role();
    }

    private Accounts stored() {
        return writer.writeRows(tx -> AccountRows.read(tx.rows()));
    }

    private List<AuditEntry> entries(String objectId) {
        return reader.auditPage(
                        new AuditFilter(
                                null, null, null, null, null, null, objectId, null, null, null,
                                false),
                        10,
                        null)
                .items();
    }

    private static void audit(Transaction tx, String objectId) {
        tx.audit(
                new AuditEntry(
                                tx.nextId(),
                                Instant.EPOCH,
                                "test",
                                null,
                                TaskDefinition.Source.SYSTEM,
                                null,
                                "user.change",
                                null,
                                null,
                                null,
                                null,
                                null,
                                AuditEntry.Result.ACCEPTED,
                                null)
                        .about(ObjectType.USER, objectId));
    }

    private static StoredUser user(String name, String role) {
        return new StoredUser(name, role, "hash", false, Instant.EPOCH, Instant.EPOCH, null);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
