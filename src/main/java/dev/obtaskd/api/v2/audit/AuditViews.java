package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.AuditList;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param cursor {@code nextCursor} of the previous page; null for the first page
     */
    AuditList page(
            AuditFilter filter, int limit, @Nullable String cursor, ResponseContext context) {
        return view(tasks.auditPage(filter, limit, after(cursor)), context);
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
                entry.code(),
                WireEnums.ofNullable(AuditView.ObjectType.class, entry.objectType()),
                ids.object(entry),
                ids.task(entry.holder()));
    }

    private Map<TaskId, Task> named(List<AuditEntry> entries) {
        var ids =
                entries.stream()
                        .flatMap(entry -> Stream.of(entry.taskId(), entry.holder()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return tasks.find(ids).stream().collect(Collectors.toMap(Task::id, Function.identity()));
    }
}
