package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.jdbc.EpochMicros;
import dev.obtaskd.store.writer.StoreWriter;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What the daemon remembers about itself by name, such as its keys and its earlier addresses. */
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

    /** The value stored by this name. */
    public Optional<String> find(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> rows.findByIdOptional(name).map(setting -> setting.settingValue));
    }

    /** Stores a value in place of an earlier one; it is on disk when this returns. */
    public void save(String name, String value) {
        var setting =
                new SettingEntity(name, value, requireNonNull(EpochMicros.of(clock.instant())));
        writer.alone(
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> rows.getEntityManager().merge(setting)));
    }

    /** The repository behind it. */
    @ApplicationScoped
    static class SettingRows implements PanacheRepositoryBase<SettingEntity, String> {}
}
