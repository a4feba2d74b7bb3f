package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.path.PlainText;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit of one task as CSV (RFC 4180). */
@ApplicationScoped
public class AuditCsv {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 40;
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
                    "code");

    private final AuditViews audit;

    AuditCsv(AuditViews audit) {
        this.audit = audit;
    }

    /** Newest first; limited to the newest 20000 entries. */
    public String of(Task task, ResponseContext context) {
        var sheet = new StringBuilder(row(HEAD.stream()));
        @Nullable String cursor = null;
        for (var page = 0; page == 0 || cursor != null && page < MOST_PAGES; page++) {
            var list = audit.page(task.id(), PAGE, cursor, context);
            list.items().forEach(entry -> sheet.append(row(cells(entry))));
            cursor = list.nextCursor();
        }
        return sheet.toString();
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
                entry.code());
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
