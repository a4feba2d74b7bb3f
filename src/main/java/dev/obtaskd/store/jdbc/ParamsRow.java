package dev.obtaskd.store.jdbc;

import static dev.obtaskd.store.jdbc.TableColumns.fixed;

import dev.obtaskd.task.ParamsRevision;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the table of changed parameters. */
@Entity
@Table(name = "task_params")
@IdClass(ParamsRow.Key.class)
public class ParamsRow {

    /** A revision and its task. */
    record Changed(long taskId, ParamsRevision revision) {}

    /** How a revision is written. */
    static final TableColumns<Changed> COLUMNS =
            new TableColumns<>(
                    "task_params",
                    fixed("task_id", Changed::taskId),
                    fixed("revision", of(ParamsRevision::number)),
                    fixed("params", of(ParamsRevision::params)),
                    fixed("changed_at", of(ParamsRevision::at)),
                    fixed("changed_by", of(ParamsRevision::by)),
                    fixed("reason", of(ParamsRevision::reason)));

    @Id long taskId;
    @Id int revision;
    String params;
    long changedAt;
    String changedBy;
    @Nullable String reason;

    /** The primary key. */
    record Key(long taskId, int revision) implements Serializable {}

    ParamsRevision toRevision() {
        return new ParamsRevision(revision, params, changedBy, EpochMicros.at(changedAt), reason);
    }

    private static Function<Changed, @Nullable Object> of(
            Function<ParamsRevision, @Nullable Object> value) {
        return value.compose(Changed::revision);
    }
}
