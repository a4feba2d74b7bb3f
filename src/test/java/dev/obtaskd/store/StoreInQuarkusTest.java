package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.SettingRepository;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoreInQuarkusTest {

    @Inject AccountRepository accounts;

    @Inject SettingRepository settings;

    @Inject StoreWriter writer;

    @Test
    void usersAndSettingsAreForcedToDiskByTheWriter() {
        var before = writer.stats().fsyncs();
        var user =
                new StoredUser(
                        "store-test",
                        "TASK_VIEWER",
                        "hash",
                        false,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null);
        accounts.change(all -> all.with(user), ChangeAudit.NONE);
        accounts.change(
                all -> all.with(user.withRole("ADMIN", Instant.EPOCH.plusSeconds(1))),
                ChangeAudit.NONE);
        settings.save("store-test", "one");
        settings.save("store-test", "two");
        assertThat(writer.stats().fsyncs() - before).isGreaterThanOrEqualTo(4);
        assertThat(accounts.current().user("store-test")).map(StoredUser::role).contains("ADMIN");
        assertThat(settings.find("store-test")).contains("two");
        accounts.change(all -> all.withoutUser("store-test"), ChangeAudit.NONE);
        assertThat(accounts.current().user("store-test")).isEmpty();
    }
}
