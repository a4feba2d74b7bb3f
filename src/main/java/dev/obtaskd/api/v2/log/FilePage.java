package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.FileList;
import dev.obtaskd.api.v2.wire.FileView;
import dev.obtaskd.log.OfferedFiles;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Lists the files of a task page by page, whatever their number and sizes. */
@ApplicationScoped
class FilePage {

    private static final String LIST = "files";

    private final TaskFiles files;
    private final ChecksumCache checksums;

    FilePage(TaskFiles files, ChecksumCache checksums) {
        this.files = files;
        this.checksums = checksums;
    }

    /**
     * The page that {@code limit} and {@code cursor} select. It is shorter when the files to hash
     * reach the maximum size of one such file, so that a response does not take minutes.
     */
    FileList of(Task task, ResponseContext context, QueryValues query) throws IOException {
        var limit = query.get(PageParameters.PAGE.limit);
        var after =
                query.find(PageParameters.PAGE.cursor)
                        .map(
                                written ->
                                        FileCursor.parse(
                                                PageCursor.parse(written, LIST).position()));
        // One more file shows whether there is a next page, and the cursor itself may be among
        // them.
        var rest =
                files.from(task, after.orElse(FileCursor.START), limit + 2).stream()
                        .filter(file -> after.isEmpty() || file.key().compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(TaskFiles.Offered::key))
                        .toList();
        var items = new ArrayList<FileView>();
        var bytes = 0L;
        var taken = 0;
        while (taken < Math.min(limit, rest.size()) && bytes < OfferedFiles.MAX_HASHED) {
            var file = rest.get(taken++);
            var reads = file.file().sizeBytes() <= OfferedFiles.MAX_HASHED;
            var sha256 = reads ? checksums.of(file.directory(), file.file(), file.ended()) : null;
            bytes += reads ? file.file().sizeBytes() : 0;
            if (sha256 == null || sha256.isPresent()) {
                items.add(view(task, context, file, sha256 == null ? null : sha256.get()));
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
            Task task, ResponseContext context, TaskFiles.Offered file, @Nullable String sha256) {
        var subTask = file.subTask();
        var link =
                new StringBuilder(
                        "/api/v2/tasks/" + context.id(task, task.id().number()) + "/files");
        for (var part : file.name().split("/")) {
            link.append('/').append(FileDownload.encoded(part));
        }
        return new FileView(
                file.name(),
                file.file().sizeBytes(),
                sha256,
                subTask.stepId(),
                context.id(task, subTask.id()),
                subTask.host().toString(),
                file.directory().no(),
                link.toString());
    }
}
