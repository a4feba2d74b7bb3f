package dev.obtaskd.account;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.jdbc.EpochMicros;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.writer.StoreWriter;
import dev.obtaskd.task.TaskDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Persistent settings of the daemon by name, such as its keys and its earlier addresses. */
@ApplicationScoped
public class SettingRepository {

    private final JdbcSessionFactory sessions;
    private final StoreWriter writer;
    private final Clock clock;

    SettingRepository(JdbcSessionFactory sessions, StoreWriter writer, Clock clock) {
        this.sessions = sessions;
        this.writer = writer;
        this.clock = clock;
    }

    /** The value of a setting. */
    public Optional<String> find(String name) {
        try (var session = sessions.session()) {
            return Optional.ofNullable(value(session, name));
        }
    }

    /** Stores a value and replaces an earlier one; it is durable and audited when this returns. */
    public void save(String name, String value) {
        store(name, value, false);
    }

    /** The same with a value that is not to be in the audit. */
    public void saveSecret(String name, String value) {
        store(name, value, true);
    }

    private void store(String name, String value, boolean secret) {
        writer.writeRows(
                tx -> {
                    var now = clock.instant();
                    var before = value(tx.rows(), name);
                    write(tx.rows(), name, value, now, before != null);
                    audit(tx, name, secret ? null : before, secret ? null : value, now);
                    return name;
                });
    }

    private static @Nullable String value(StatelessSession session, String name) {
        var stored = session.get(SettingEntity.class, name);
        return stored == null ? null : stored.settingValue;
    }

    private static void write(
            StatelessSession session, String name, String value, Instant now, boolean exists) {
        var setting = new SettingEntity(name, value, requireNonNull(EpochMicros.of(now)));
        if (exists) {
            session.update(setting);
        } else {
            session.insert(setting);
        }
    }

    /** Only the daemon itself changes settings in the store. */
    private static void audit(
            Transaction tx,
            String name,
            @Nullable String before,
            @Nullable String after,
            Instant now) {
        tx.audit(
                new AuditEntry(
                                tx.nextId(),
                                now,
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
    }
}
