package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.api.v2.http.ChangeRequest;
import dev.obtaskd.api.v2.task.LastOperations;
import dev.obtaskd.api.v2.task.TaskDetailAssembler;
import dev.obtaskd.api.v2.task.TaskMapper;
import dev.obtaskd.api.v2.wire.CountsView;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.engine.OwnAddresses;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the state that events contain. Its methods block. */
@ApplicationScoped
class EventReader {

    /** Maximum number of tasks of an event, and of sub tasks. */
    static final int MAX_ITEMS = 100;

    private final StoreReader store;
    private final TaskDetailAssembler details;
    private final TaskDirectories directories;
    private final LogLimits limits;
    private final LastOperations operations;
    private final ChangeRequest.Reader contexts;
    private final OwnAddresses own;

    EventReader(
            StoreReader store,
            TaskDetailAssembler details,
            TaskDirectories directories,
            LogLimits limits,
            LastOperations operations,
            ChangeRequest.Reader contexts,
            OwnAddresses own) {
        this.store = store;
        this.details = details;
        this.directories = directories;
        this.limits = limits;
        this.operations = operations;
        this.contexts = contexts;
        this.own = own;
    }

    CountsView counts() {
        return TaskMapper.counts(store.counts());
    }

    Optional<Task> task(TaskId id) {
        return store.find(id);
    }

    /** The state of some tasks; the first hundred if there are more. */
    EventViews.Tasks tasks(Collection<TaskId> ids, Audience audience) {
        var some = ids.stream().limit(MAX_ITEMS).toList();
        var found = store.find(some);
        var context = operations.of(found, contexts.context(audience));
        var gone = new ArrayList<>(some);
        gone.removeAll(new HashSet<>(found.stream().map(Task::id).toList()));
        return new EventViews.Tasks(
                found.stream().map(task -> TaskMapper.view(task, context)).toList(),
                gone.stream().flatMap(id -> publicIds(id, context.self())).toList(),
                ids.size() > MAX_ITEMS);
    }

    /**
     * @param rows ids of the sub tasks to include
     */
    EventViews.TaskChanged changed(Task task, Set<Long> rows, Audience audience) {
        return details.changed(task, rows, contexts.context(audience));
    }

    /** What of each sub task is shown and depends on more than the sub task itself. */
    TaskSnapshot snapshot(Task task) {
        return TaskSnapshot.of(task, own::contains);
    }

    /** The log of an attempt, if it is on this host and not expired. */
    Optional<LogReader> log(Task task, long subTask, int no) {
        return directories
                .of(task.id(), task.origin().createdAt())
                .find(subTask, no)
                .map(directory -> new LogReader(directory, limits));
    }

    /** The ids that a deleted task may have had; its claim, on which the id depends, is unknown. */
    private static Stream<String> publicIds(TaskId id, AgentAddress self) {
        return Stream.of(
                        new GenericId(self, false, id.number()),
                        new GenericId(null, false, id.number()),
                        new GenericId(self, true, id.number()))
                .map(GenericId::toString);
    }
}
