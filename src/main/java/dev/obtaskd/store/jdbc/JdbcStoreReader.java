package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.StatementFailedException;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.TaskVersion;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads committed data on connections of its own, beside the writing thread. */
@ApplicationScoped
public class JdbcStoreReader implements StoreReader {

    private static final String UNFINISHED =
            Arrays.stream(TaskState.values())
                    .filter(state -> !state.terminal())
                    .map(state -> "'" + state + "'")
                    .collect(
                            Collectors.joining(
                                    ", ",
                                    """
                                    select id, version from task where hidden = false and scope in (?, ?) and state in (\
                                    """,
                                    ") order by created_at desc, id desc limit ?"));

    private final JdbcSessionFactory sessions;
    private final TaskCache cache = new TaskCache();

    public JdbcStoreReader(JdbcSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Task> unfinished(@Nullable TaskScope scope, int limit) {
        var versions =
                query(
                        sql ->
                                sql.query(
                                        UNFINISHED,
                                        row -> new TaskVersion(row.getLong(1), row.getLong(2)),
                                        scope == null ? TaskScope.LOCAL : scope,
                                        scope == null ? TaskScope.CLUSTER : scope,
                                        limit));
        return whole(
                versions,
                ids ->
                        ids.isEmpty()
                                ? List.of()
                                : read(session -> sessions.reader(session).tasks(ids)));
    }

    @Override
    public Page<Task, TaskCursor> page(
            TaskFilter filter, TaskSort sort, int limit, @Nullable TaskCursor after) {
        return read(
                session -> {
                    var list = new TaskListQuery(session, filter, sort);
                    var versions = list.tasks(limit + 1, after);
                    var items =
                            whole(
                                    versions.subList(0, Math.min(limit, versions.size())),
                                    sessions.reader(session)::tasks);
                    var more = versions.size() > limit && !items.isEmpty();
                    return new Page<>(items, more ? list.cursor(items.getLast()) : null);
                });
    }

    @Override
    public Map<TaskState, Long> counts() {
        var counts = new EnumMap<TaskState, Long>(TaskState.class);
        for (var state : TaskState.values()) {
            counts.put(state, 0L);
        }
        query(
                sql ->
                        sql.query(
                                "select state, count(*) from task where hidden = false group by"
                                        + " state",
                                row ->
                                        counts.put(
                                                TaskState.valueOf(row.getString(1)),
                                                row.getLong(2))));
        return counts;
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return find(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Task> find(List<TaskId> ids) {
        var own = own(ids);
        return own.isEmpty() ? List.of() : read(session -> sessions.reader(session).tasks(own));
    }

    @Override
    public Map<TaskId, Optional<Instant>> ends(List<TaskId> ids) {
        var ends = new HashMap<TaskId, Optional<Instant>>();
        var own = own(ids);
        var found =
                own.isEmpty()
                        ? List.<Object[]>of()
                        : read(session -> new TaskRows_(session).ends(own));
        for (var row : found) {
            var terminal = TaskState.valueOf((String) row[1]).terminal();
            ends.put(
                    id((Long) row[0]),
                    Optional.ofNullable(EpochMicros.orNull((Long) row[2])).filter(at -> terminal));
        }
        return ends;
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        if (subTaskId.scope() != sessions.scope()) {
            return Optional.empty();
        }
        return read(
                session ->
                        new TaskRows_(session)
                                .subTask(subTaskId.number()).stream()
                                        .map(row -> id(row.taskId))
                                        .findFirst());
    }

    @Override
    public List<Attempt> attempts(SubTaskId subTaskId) {
        if (subTaskId.scope() != sessions.scope()) {
            return List.of();
        }
        var number = subTaskId.number();
        return read(
                session -> {
                    var rows = new TaskRows_(session);
                    var attempts = new ArrayList<Attempt>();
                    // The latest first: an attempt that is succeeded by another one in between is
                    // then read twice, not missed.
                    var latest = rows.subTask(number).stream().findFirst().map(SubTaskRow::attempt);
                    rows.attempts(number).stream()
                            .map(AttemptRow::toAttempt)
                            .filter(old -> latest.isPresent() && old.no() < latest.get().no())
                            .forEach(attempts::add);
                    latest.ifPresent(attempts::add);
                    return attempts;
                });
    }

    @Override
    public Map<TaskId, Instant> lastOperations(List<TaskId> ids) {
        var own = own(ids);
        return own.isEmpty()
                ? Map.of()
                : query(sql -> new AuditTable(sessions.scope(), sql).lastAccepted(own));
    }

    @Override
    public List<Hold> holds() {
        return query(sql -> new HoldTable(sessions.scope(), sql).all());
    }

    @Override
    public Page<AuditEntry, Long> auditPage(AuditFilter filter, int limit, @Nullable Long after) {
        if (filter.taskId() != null && filter.taskId().scope() != sessions.scope()) {
            return new Page<>(List.of(), null);
        }
        var entries =
                query(
                        sql ->
                                new AuditTable(sessions.scope(), sql)
                                        .before(
                                                filter,
                                                after == null ? Long.MAX_VALUE : after,
                                                limit + 1));
        return entries.size() <= limit
                ? new Page<>(entries, null)
                : new Page<>(entries.subList(0, limit), entries.get(limit - 1).id());
    }

    @Override
    public Set<Target> removedTargets() {
        return sessions.removedTargets().get(() -> query(sql -> new RemovedTargetTable(sql).all()));
    }

    @Override
    public Map<TaskId, Long> refusals(Instant since) {
        return query(sql -> new AuditTable(sessions.scope(), sql).refusals(since));
    }

    @Override
    public Optional<IdKind> kindOf(long id) {
        return query(
                        sql ->
                                sql.query(
                                        """
                                        select 'TASK' from task where id = ? union all select 'SUB_TASK' from sub_task where id = ?\
                                        """,
                                        row -> IdKind.valueOf(row.getString(1)),
                                        id,
                                        id))
                .stream()
                .findFirst();
    }

    /**
     * The tasks of these versions that still exist, in the same order; reads only those that are
     * not cached.
     */
    private List<Task> whole(List<TaskVersion> versions, Function<List<Long>, List<Task>> reading) {
        var found = new HashMap<Long, Task>();
        var changed = new ArrayList<Long>();
        for (var version : versions) {
            cache.get(id(version.id()), version.version())
                    .ifPresentOrElse(
                            task -> found.put(version.id(), task), () -> changed.add(version.id()));
        }
        for (var task : reading.apply(changed)) {
            cache.put(task);
            found.put(task.id().number(), task);
        }
        return versions.stream()
                .map(version -> found.get(version.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private TaskId id(long number) {
        return new TaskId(sessions.scope(), number);
    }

    private List<Long> own(List<TaskId> ids) {
        return ids.stream()
                .filter(id -> id.scope() == sessions.scope())
                .map(TaskId::number)
                .toList();
    }

    private <R> R read(Function<StatelessSession, R> reading) {
        try (var session = sessions.session()) {
            return reading.apply(session);
        } catch (RuntimeException e) {
            throw SqlFailures.ofReading(e);
        }
    }

    private <R> R query(Function<StatementCache, R> reading) {
        try (var connection = sessions.source().getConnection()) {
            return reading.apply(new StatementCache(connection));
        } catch (SQLException e) {
            throw SqlFailures.ofReading(new StatementFailedException(e));
        } catch (RuntimeException e) {
            throw SqlFailures.ofReading(e);
        }
    }
}
