package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.AuditList;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the audit and maps it to the wire format. */
@ApplicationScoped
class AuditViews {

    private static final String NEWEST_FIRST = "-id";

    /** Pages of the store that one request reads. */
    private static final int MAX_PAGES = 10;

    private final StoreReader tasks;

    AuditViews(StoreReader tasks) {
        this.tasks = tasks;
    }

    /**
     * A page of the audit.
     *
     * @param taskId a task; null for the whole audit
     * @param cursor {@code nextCursor} of the previous page; null for the first page
     */
    AuditList page(
            @Nullable TaskId taskId, int limit, @Nullable String cursor, ResponseContext context) {
        return view(tasks.audit(taskId, limit, after(cursor)), context);
    }

    /**
     * A page of the audit without the entries that belong to no task, such as log-ins. It may have
     * less than {@code limit} entries although there are more, so that a request has an end.
     */
    AuditList pageOfTasks(int limit, @Nullable String cursor, ResponseContext context) {
        var found = new ArrayList<AuditEntry>();
        var after = after(cursor);
        var pages = 0;
        do {
            var page = tasks.audit(null, 500, after);
            page.items().stream().filter(entry -> entry.taskId() != null).forEach(found::add);
            after = page.next();
            pages++;
        } while (after != null && found.size() <= limit && pages < MAX_PAGES);
        return view(
                found.size() <= limit
                        ? new Page<>(found, after)
                        : new Page<>(found.subList(0, limit), found.get(limit - 1).id()),
                context);
    }

    private static @Nullable Long after(@Nullable String cursor) {
        return cursor == null ? null : PageCursor.parse(cursor, NEWEST_FIRST).id();
    }

    private AuditList view(Page<AuditEntry, Long> page, ResponseContext context) {
        var ids = new AuditPublicIds(named(page.items()), context);
        var next =
                page.next() == null
                        ? null
                        : new PageCursor(NEWEST_FIRST, "", page.next()).toString();
        return new AuditList(page.items().stream().map(entry -> view(entry, ids)).toList(), next);
    }

    private static AuditView view(AuditEntry entry, AuditPublicIds ids) {
        return new AuditView(
                Long.toString(entry.id()),
                entry.at(),
                entry.actor(),
                entry.role(),
                WireEnums.of(InitiatorView.Source.class, entry.source()),
                entry.address(),
                entry.action(),
                ids.task(entry.taskId()),
                ids.subTask(entry.taskId(), entry.subTaskId()),
                entry.reason(),
                entry.before(),
                entry.after(),
                WireEnums.of(AuditView.Result.class, entry.result()),
                entry.code());
    }

    private Map<TaskId, Task> named(List<AuditEntry> entries) {
        var ids =
                entries.stream()
                        .map(AuditEntry::taskId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return tasks.find(ids).stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }
}
