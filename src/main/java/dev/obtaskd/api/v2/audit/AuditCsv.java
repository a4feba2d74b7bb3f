package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.path.PlainText;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit as CSV (RFC 4180). */
@ApplicationScoped
public class AuditCsv {

    private static final int PAGE = 500;
    private static final int MAX_PAGES = 40;

    /** Characters after which a sheet ends: reasons of callers can be long. */
    private static final int MAX_LENGTH = 8 << 20;

    private static final List<String> HEAD =
            List.of(
                    "id",
                    "at",
                    "actor",
                    "role",
                    "source",
                    "address",
                    "action",
                    "taskId",
                    "subTaskId",
                    "reason",
                    "before",
                    "after",
                    "result",
                    "code",
                    "objectType",
                    "objectId",
                    "holderId");

    private final AuditViews audit;

    AuditCsv(AuditViews audit) {
        this.audit = audit;
    }

    /**
     * A sheet, newest first, of limited size.
     *
     * @param nextCursor where the rest begins; null if there is none
     */
    record Sheet(String text, @Nullable String nextCursor) {}

    /** Newest first; limited to the newest entries of the task. */
    public String of(Task task, ResponseContext context) {
        return of(AuditFilter.ofTask(task.id()), null, context).text();
    }

    /**
     * The selected entries, newest first.
     *
     * @param cursor {@code nextCursor} of the previous sheet; null for the first one
     */
    Sheet of(AuditFilter filter, @Nullable String cursor, ResponseContext context) {
        var sheet = new StringBuilder(row(HEAD.stream()));
        var next = cursor;
        var pages = 0;
        do {
            var list = audit.page(filter, PAGE, next, context);
            list.items().forEach(entry -> sheet.append(row(cells(entry))));
            next = list.nextCursor();
            pages++;
        } while (next != null && pages < MAX_PAGES && sheet.length() < MAX_LENGTH);
        return new Sheet(sheet.toString(), next);
    }

    private static Stream<@Nullable Object> cells(AuditView entry) {
        return Stream.of(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.source(),
                entry.address(),
                entry.action(),
                entry.taskId(),
                entry.subTaskId(),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.result(),
                entry.code(),
                entry.objectType(),
                entry.objectId(),
                entry.holderId());
    }

    private static String row(Stream<?> cells) {
        return cells.map(cell -> cell(Objects.toString(cell, ""))).collect(Collectors.joining(","))
                + "\r\n";
    }

    /** Texts of callers must not become formulas in a spreadsheet or control a terminal. */
    static String cell(String text) {
        var plain = PlainText.of(text);
        var harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + plain : plain;
        return harmless.matches(".*[\",].*")
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
