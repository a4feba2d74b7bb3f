package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Persistent settings of the daemon by name, such as its keys and its earlier addresses. */
@ApplicationScoped
public class SettingRepository {

    private final SettingRows rows;
    private final StoreWriter writer;
    private final Clock clock;

    SettingRepository(SettingRows rows, StoreWriter writer, Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.clock = clock;
    }

    /** The value of a setting. */
    public Optional<String> find(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> rows.findByIdOptional(name).map(setting -> setting.settingValue));
    }

    /** Stores a value and replaces an earlier one; it is durable when this returns. */
    public void save(String name, String value) {
        var setting =
                new SettingEntity(name, value, requireNonNull(EpochMicros.of(clock.instant())));
        writer.runExclusively(
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> rows.getEntityManager().merge(setting)));
    }

    /** The Panache repository. */
    @ApplicationScoped
    static class SettingRows implements PanacheRepositoryBase<SettingEntity, String> {}
}
