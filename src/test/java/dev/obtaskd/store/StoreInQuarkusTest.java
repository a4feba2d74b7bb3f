package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.account.SettingRepository;
import dev.obtaskd.account.UserEntity;
import dev.obtaskd.account.UserRepository;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoreInQuarkusTest {

    @Inject UserRepository users;

    @Inject SettingRepository settings;

    @Inject StoreWriter writer;

    @Test
    void usersAndSettingsAreForcedToDiskByTheWriter() {
        var before = writer.stats().fsyncs();
        users.save("store-test", "TASK_VIEWER", "hash");
        users.save("store-test", "ADMIN", "hash2");
        settings.save("store-test", "one");
        settings.save("store-test", "two");
        assertThat(writer.stats().fsyncs() - before).isGreaterThanOrEqualTo(4);
        assertThat(users.find("store-test")).map(UserEntity::role).contains("ADMIN");
        assertThat(users.all()).extracting(UserEntity::name).contains("store-test");
        assertThat(settings.find("store-test")).contains("two");
        assertThat(users.delete("store-test")).isTrue();
        assertThat(users.delete("store-test")).isFalse();
        assertThat(users.find("store-test")).isEmpty();
    }
}
