package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.jdbc.EpochMicros;
import dev.obtaskd.store.writer.StoreWriter;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Stores a value and replaces an earlier one; it is durable and audited when this returns. */
    public void save(String name, String value) {
        var before = find(name).orElse(null);
        store(name, value);
        audit(name, before, value);
    }

    /** The same with a value that is not to be in the audit. */
    public void saveSecret(String name, String value) {
        store(name, value);
        audit(name, null, null);
    }

    private void store(String name, String value) {
        var setting =
                new SettingEntity(name, value, requireNonNull(EpochMicros.of(clock.instant())));
        writer.runExclusively(
                () ->
                        QuarkusTransaction.requiringNew()
                                .call(() -> rows.getEntityManager().merge(setting)));
    }

    /** Only the daemon itself changes settings in the store. */
    private void audit(String name, @Nullable String before, @Nullable String after) {
        writer.write(
                tx -> {
                    tx.audit(
                            new AuditEntry(
                                            tx.nextId(),
                                            clock.instant(),
                                            "system",
                                            "ADMIN",
                                            TaskDefinition.Source.SYSTEM,
                                            null,
                                            "setting.change",
                                            null,
                                            null,
                                            null,
                                            before,
                                            after,
                                            AuditEntry.Result.ACCEPTED,
                                            null)
                                    .about(AuditEntry.ObjectType.SETTING, name));
                    return name;
                });
    }

    /** The Panache repository. */
    @ApplicationScoped
    static class SettingRows implements PanacheRepositoryBase<SettingEntity, String> {}
}
