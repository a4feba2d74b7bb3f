package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditPage;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.StatementFailedException;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskPage;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.TaskVersion;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads what is stored, beside the writing thread and on connections of its own. */
@ApplicationScoped
public class StoreReader {

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

    private final JdbcSessionFactory desks;
    private final TaskCache recent = new TaskCache();

    public StoreReader(JdbcSessionFactory desks) {
        this.desks = desks;
    }

    /**
     * The newest tasks that have not ended for good, the newest first; hidden ones are left out.
     * Cheap to ask again and again: what has not changed is not read again.
     *
     * @param scope null for both
     * @param limit how many at most, from 1
     */
    public List<Task> unfinished(@Nullable TaskScope scope, int limit) {
        var seen =
                query(
                        sql ->
                                sql.query(
                                        UNFINISHED,
                                        row -> new TaskVersion(row.getLong(1), row.getLong(2)),
                                        scope == null ? TaskScope.LOCAL : scope,
                                        scope == null ? TaskScope.CLUSTER : scope,
                                        limit));
        return whole(
                seen,
                ids ->
                        ids.isEmpty()
                                ? List.of()
                                : read(session -> desks.reader(session).tasks(ids)));
    }

    /**
     * A part of the list of tasks.
     *
     * @param limit how many at most, from 1
     * @param after the cursor of the page before, made with the same sort; null for the first page
     * @throws IllegalArgumentException if the cursor does not fit the sort
     */
    public TaskPage page(TaskFilter filter, TaskSort sort, int limit, @Nullable TaskCursor after) {
        return read(
                session -> {
                    var list = new TaskListQuery(session, filter, sort);
                    var seen = list.tasks(limit + 1, after);
                    var items =
                            whole(
                                    seen.subList(0, Math.min(limit, seen.size())),
                                    desks.reader(session)::tasks);
                    var more = seen.size() > limit && !items.isEmpty();
                    return new TaskPage(items, more ? list.cursor(items.getLast()) : null);
                });
    }

    /** How many tasks are in each state, every state named; hidden ones are not counted. */
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

    /** The task with this id; empty also for a task of another store. */
    public Optional<Task> find(TaskId id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** The tasks of these ids that exist in this store, in the order asked for. */
    public List<Task> find(List<TaskId> ids) {
        var own = own(ids);
        return own.isEmpty() ? List.of() : read(session -> desks.reader(session).tasks(own));
    }

    /**
     * When tasks ended for good; empty for those that are unfinished, and no entry for those that
     * do not exist.
     */
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

    /** The task that a sub task belongs to; empty also for a sub task of another store. */
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        if (subTaskId.scope() != desks.scope()) {
            return Optional.empty();
        }
        return read(
                session ->
                        new TaskRows_(session)
                                .subTask(subTaskId.number()).stream()
                                        .map(row -> id(row.taskId))
                                        .findFirst());
    }

    /**
     * All attempts of a sub task by number, the latest included; empty if there is no such sub
     * task.
     */
    public List<Attempt> attempts(SubTaskId subTaskId) {
        if (subTaskId.scope() != desks.scope()) {
            return List.of();
        }
        var number = subTaskId.number();
        return read(
                session -> {
                    var rows = new TaskRows_(session);
                    var attempts = new ArrayList<Attempt>();
                    // the latest first: one that is followed meanwhile then shows up twice, not
                    // never
                    var latest = rows.subTask(number).stream().findFirst().map(SubTaskRow::attempt);
                    rows.attempts(number).stream()
                            .map(AttemptRow::toAttempt)
                            .filter(old -> latest.isPresent() && old.no() < latest.get().no())
                            .forEach(attempts::add);
                    latest.ifPresent(attempts::add);
                    return attempts;
                });
    }

    /** All holds, the oldest first. */
    public List<Hold> holds() {
        return query(sql -> new HoldTable(desks.scope(), sql).all());
    }

    /**
     * A part of the audit, the newest first.
     *
     * @param taskId only what concerns this task; null for everything
     * @param after {@code next} of the page before; null for the first page
     */
    public AuditPage audit(@Nullable TaskId taskId, int limit, @Nullable Long after) {
        var entries =
                query(
                        sql ->
                                new AuditTable(desks.scope(), sql)
                                        .before(
                                                taskId,
                                                after == null ? Long.MAX_VALUE : after,
                                                limit + 1));
        return entries.size() <= limit
                ? new AuditPage(entries, null)
                : new AuditPage(entries.subList(0, limit), entries.get(limit - 1).id());
    }

    /** What a row id names; empty if nothing. */
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
     * The tasks that still exist, in the same order; only those are read that have changed since.
     */
    private List<Task> whole(List<TaskVersion> seen, Function<List<Long>, List<Task>> reading) {
        var found = new HashMap<Long, Task>();
        var changed = new ArrayList<Long>();
        for (var one : seen) {
            recent.at(id(one.id()), one.version())
                    .ifPresentOrElse(
                            task -> found.put(one.id(), task), () -> changed.add(one.id()));
        }
        for (var task : reading.apply(changed)) {
            recent.keep(task);
            found.put(task.id().number(), task);
        }
        return seen.stream().map(one -> found.get(one.id())).filter(Objects::nonNull).toList();
    }

    private TaskId id(long number) {
        return new TaskId(desks.scope(), number);
    }

    private List<Long> own(List<TaskId> ids) {
        return ids.stream().filter(id -> id.scope() == desks.scope()).map(TaskId::number).toList();
    }

    private <R> R read(Function<StatelessSession, R> reading) {
        try (var session = desks.session()) {
            return reading.apply(session);
        } catch (RuntimeException e) {
            throw SqlFailures.ofReading(e);
        }
    }

    private <R> R query(Function<StatementCache, R> reading) {
        try (var connection = desks.source().getConnection()) {
            return reading.apply(new StatementCache(connection));
        } catch (SQLException e) {
            throw SqlFailures.ofReading(new StatementFailedException(e));
        } catch (RuntimeException e) {
            throw SqlFailures.ofReading(e);
        }
    }
}
