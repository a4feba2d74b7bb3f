package dev.obtaskd.store;

import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.hibernate.StatelessSession;

/** Reads whole tasks in one session. */
final class TaskReader {

    private final StatelessSession session;
    private final Rows rows;
    private final Documents documents;
    private final Graphs graphs;

    TaskReader(StatelessSession session, Documents documents, Graphs graphs) {
        this.session = session;
        this.rows = new Rows_(session);
        this.documents = documents;
        this.graphs = graphs;
    }

    /** The tasks that exist, in the order of the ids asked for. */
    List<Task> tasks(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<Long, Task>();
        assemble(rows.whole(ids)).forEach(task -> found.put(task.id(), task));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** All tasks in one of the states, by id. */
    List<Task> tasksIn(List<String> states) {
        return assemble(rows.wholeIn(states));
    }

    private List<Task> assemble(List<Object[]> pairs) {
        var subTasks = new LinkedHashMap<TaskRow, List<SubTask>>();
        for (var pair : pairs) {
            subTasks.computeIfAbsent((TaskRow) pair[0], row -> new ArrayList<>())
                    .add(((SubTaskRow) pair[1]).toSubTask());
        }
        return subTasks.entrySet().stream().map(entry -> task(entry.getKey(), entry.getValue())).toList();
    }

    private Task task(TaskRow row, List<SubTask> subTasks) {
        var document = documents.known(row.sha256);
        if (document == null) {
            document = session.createNativeQuery("select body from document where sha256 = ?", String.class)
                    .setParameter(1, row.sha256)
                    .getSingleResult();
        }
        return row.toTask(document, graphs.of(row.sha256, document), subTasks);
    }
}
