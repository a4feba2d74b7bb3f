package dev.obtaskd.api.v2.task;

import static dev.obtaskd.api.v2.http.QueryParameter.constant;
import static dev.obtaskd.api.v2.http.QueryParameter.constants;
import static dev.obtaskd.api.v2.http.QueryParameter.flag;
import static dev.obtaskd.api.v2.http.QueryParameter.integer;
import static dev.obtaskd.api.v2.http.QueryParameter.sort;
import static dev.obtaskd.api.v2.http.QueryParameter.text;
import static dev.obtaskd.api.v2.http.QueryParameter.texts;
import static dev.obtaskd.api.v2.http.QueryParameter.time;

import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of the list of tasks. Those that select tasks are fields of a batch's filter, too.
 */
public final class TaskListParameters extends PageParameters {

    /** The fields of the parameter {@code sort}. */
    static final SortedMap<String, TaskSort.Field> SORT_FIELDS =
            new TreeMap<>(
                    Map.of(
                            "createdAt", TaskSort.Field.CREATED_AT,
                            "endedAt", TaskSort.Field.ENDED_AT,
                            "name", TaskSort.Field.NAME));

    public static final TaskListParameters PARAMETERS = new TaskListParameters();

    final QueryParameter<List<TaskState>> state =
            add(constants("state", TaskState.class, "state of the task"));
    final QueryParameter<TaskScope> scope =
            add(constant("scope", TaskScope.class, "Scope of the task"));
    final QueryParameter<MaintenanceType> maintenance =
            add(constant("maintenance", MaintenanceType.class, "Maintenance type"));
    final QueryParameter<String> operation = add(text("operation", "Name of the operation"));
    final QueryParameter<String> initiator = add(text("initiator", "User that created the task"));
    final QueryParameter<String> target =
            add(text("target", "Part of the name of the target, case-insensitive"));
    final QueryParameter<String> targetType = add(text("targetType", "Type of the target"));
    final QueryParameter<String> name =
            add(text("name", "Part of the name in either language, case-insensitive"));
    final QueryParameter<List<String>> host = add(texts("host", "host of the task, ip:port"));
    final QueryParameter<Instant> from = add(time("from", "Created at or after, RFC 3339"));
    final QueryParameter<Instant> to = add(time("to", "Created before, RFC 3339"));
    final QueryParameter<String> q =
            add(
                    text(
                            "q",
                            "Part of the name, the name of the target, or the id,"
                                    + " case-insensitive"));
    final QueryParameter<List<WaitReason.Kind>> waitingFor =
            add(
                    constants(
                            "waitingFor",
                            WaitReason.Kind.class,
                            "what the task waits for, as in waiting.for; only unfinished tasks. A"
                                    + " page may have fewer items than its limit and still a"
                                    + " nextCursor"));
    final QueryParameter<Long> waitingLongerThanMs =
            add(
                    integer(
                            "waitingLongerThanMs",
                            0,
                            "Only unfinished tasks that wait longer than this, in milliseconds. A"
                                    + " page may have fewer items than its limit and still a"
                                    + " nextCursor"));
    final QueryParameter<Boolean> hidden =
            add(flag("hidden", "Whether to include the tasks of the daemon itself"));
    final QueryParameter<String> sort =
            add(
                    sort(SORT_FIELDS.keySet(), "Sort order; ties are sorted by id")
                            .orElse("-createdAt"));
}
