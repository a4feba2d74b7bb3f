package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.GraphSource;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** Reads whole tasks in one session. */
final class TaskReader {

    private static final String MISSING = "";

    // What a start reads is SQL: parsing the first HQL would take longer than the rest of the
    // start.
    private static final String IN_STATES =
            "select {t.*}, {s.*} from task t join sub_task s on s.task_id = t.id where t.state in"
                    + " (:states) order by t.id, s.position";
    private static final String PARAMS =
            "select * from task_params where task_id in (:ids) order by task_id, revision";

    private final StoreScope scope;
    private final StatelessSession session;
    private final TaskRows rows;
    private final DocumentCache documents;
    private final GraphSource graphs;
    private final boolean committed;

    /**
     * @param committed whether the session reads only committed data, which may be cached
     */
    TaskReader(
            StoreScope scope,
            StatelessSession session,
            DocumentCache documents,
            GraphSource graphs,
            boolean committed) {
        this.scope = scope;
        this.session = session;
        this.rows = new TaskRows_(session);
        this.documents = documents;
        this.graphs = graphs;
        this.committed = committed;
    }

    /** The tasks that exist, in the order of the ids. */
    List<Task> tasks(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<Long, Task>();
        assemble(rows.withSubTasks(ids)).forEach(task -> found.put(task.id().number(), task));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** All tasks in one of the states, by id. */
    List<Task> tasksIn(List<String> states) {
        return assemble(
                session.createNativeQuery(IN_STATES, Object[].class)
                        .addEntity("t", TaskRow.class)
                        .addEntity("s", SubTaskRow.class)
                        .setParameterList("states", states)
                        .getResultList());
    }

    private List<Task> assemble(List<Object[]> pairs) {
        var subTasks = new LinkedHashMap<TaskRow, List<SubTask>>();
        for (var pair : pairs) {
            subTasks.computeIfAbsent((TaskRow) pair[0], row -> new ArrayList<>())
                    .add(((SubTaskRow) pair[1]).toSubTask());
        }
        var texts = new HashMap<String, String>();
        var changes = changes(subTasks.keySet());
        return subTasks.entrySet().stream()
                .map(
                        entry ->
                                task(
                                        entry.getKey(),
                                        entry.getValue(),
                                        changes.getOrDefault(entry.getKey().id, List.of()),
                                        texts))
                .toList();
    }

    /** Revisions are only added, and a row of a task says how many of them are its own. */
    private Map<Long, List<ParamsRow>> changes(Collection<TaskRow> tasks) {
        var changed =
                tasks.stream().filter(row -> row.paramsRevision() > 1).map(row -> row.id).toList();
        return changed.isEmpty()
                ? Map.of()
                : session.createNativeQuery(PARAMS, ParamsRow.class)
                        .setParameterList("ids", changed)
                        .getResultStream()
                        .collect(Collectors.groupingBy(row -> row.taskId));
    }

    private Task task(
            TaskRow row,
            List<SubTask> subTasks,
            List<ParamsRow> changes,
            Map<String, String> texts) {
        var document = texts.computeIfAbsent(row.sha256, this::document);
        return row.toTask(scope, document, graph(row, document, subTasks), subTasks, changes);
    }

    /** A document that cannot be read affects its own tasks only, not others in the same result. */
    private TaskGraph graph(TaskRow row, String document, List<SubTask> subTasks) {
        try {
            return graphs.of(row.sha256, document);
        } catch (RuntimeException | StackOverflowError unreadable) {
            documents.unreadable(row.sha256, row.operation, unreadable);
            return FallbackGraph.of(subTasks);
        }
    }

    private String document(String sha256) {
        var known = documents.known(sha256);
        if (known != null) {
            return known;
        }
        var read =
                session.createNativeQuery(
                                "select body from document where sha256 = ?", String.class)
                        .setParameter(1, sha256)
                        .getResultStream()
                        .findFirst()
                        .orElse(MISSING);
        if (committed && !read.equals(MISSING)) {
            documents.put(sha256, read);
        }
        return read;
    }
}
