package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.log.OfferedFiles;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files of a task page by page. Leaves none out, however many and however long they are.
 */
@ApplicationScoped
class FilePage {

    private static final String LIST = "files";

    private final TaskFiles offered;
    private final ChecksumCache hashed;

    FilePage(TaskFiles offered, ChecksumCache hashed) {
        this.offered = offered;
        this.hashed = hashed;
    }

    /**
     * The page that {@code limit} and {@code cursor} ask for. Ends early after as many bytes as one
     * file may have that is read for its checksum: an answer must not take minutes.
     */
    FileList of(Task task, ResponseContext wording, QueryParams query) throws IOException {
        var limit = query.limit(QueryParams.STANDARD, QueryParams.MOST);
        var after =
                query.text("cursor")
                        .map(
                                written ->
                                        FileCursor.parse(
                                                PageCursor.parse(written, LIST).position()));
        // One more than asked for tells whether there are more, and one the cursor may name itself.
        var rest =
                offered.from(task, after.orElse(FileCursor.START), limit + 2).stream()
                        .filter(file -> after.isEmpty() || file.key().compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(TaskFiles.Offered::key))
                        .toList();
        var items = new ArrayList<FileView>();
        var bytes = 0L;
        var taken = 0;
        while (taken < Math.min(limit, rest.size()) && bytes < OfferedFiles.MAX_HASHED) {
            var file = rest.get(taken++);
            var reads = file.file().sizeBytes() <= OfferedFiles.MAX_HASHED;
            var sha256 = reads ? hashed.of(file.directory(), file.file(), file.ended()) : null;
            bytes += reads ? file.file().sizeBytes() : 0;
            if (sha256 == null || sha256.isPresent()) {
                items.add(view(task, wording, file, sha256 == null ? null : sha256.get()));
            }
        }
        var more = taken < rest.size();
        return new FileList(
                items,
                more
                        ? new PageCursor(LIST, rest.get(taken - 1).key().toString(), 0).toString()
                        : null);
    }

    private static FileView view(
            Task task, ResponseContext wording, TaskFiles.Offered file, @Nullable String sha256) {
        var subTask = file.subTask();
        var link =
                new StringBuilder(
                        "/api/v2/tasks/" + wording.id(task, task.id().number()) + "/files");
        for (var part : file.name().split("/")) {
            link.append('/').append(FileDownload.encoded(part));
        }
        return new FileView(
                file.name(),
                file.file().sizeBytes(),
                sha256,
                subTask.stepId(),
                wording.id(task, subTask.id()),
                subTask.host().toString(),
                file.directory().no(),
                link.toString());
    }
}
