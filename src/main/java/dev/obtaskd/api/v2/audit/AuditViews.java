package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the audit in the words of this API. */
@ApplicationScoped
class AuditViews {

    private static final String NEWEST_FIRST = "-id";

    private final StoreReader tasks;

    AuditViews(StoreReader tasks) {
        this.tasks = tasks;
    }

    /**
     * A page of it.
     *
     * @param taskId the task it is about; null for everything
     * @param cursor {@code nextCursor} of the page before; null for the first page
     */
    AuditList page(
            @Nullable TaskId taskId, int limit, @Nullable String cursor, ResponseContext wording) {
        var after = cursor == null ? null : PageCursor.parse(cursor, NEWEST_FIRST).id();
        var page = tasks.audit(taskId, limit, after);
        var ids = new AuditPublicIds(named(page.items()), wording);
        var next =
                page.next() == null
                        ? null
                        : new PageCursor(NEWEST_FIRST, "", page.next()).toString();
        return new AuditList(
                page.items().stream().map(entry -> AuditView.of(entry, ids)).toList(), next);
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
