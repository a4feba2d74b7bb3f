package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.task.ReasonRequest;
import dev.obtaskd.task.TaskOp;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for one operation on many tasks: those with the ids, or those of the filter.
 *
 * @param action last segment of the operation's path, such as {@code retry}
 */
@RegisterForReflection
@Schema(requiredProperties = "action")
public record BatchRequest(
        @Nullable String action,
        @Nullable List<@Nullable String> ids,
        @Nullable BatchFilter filter,
        @Nullable String reason) {

    /** How many tasks one request may operate. */
    static final int MOST = 500;

    /**
     * Checks what the types of the fields leave open.
     *
     * @throws ProblemException {@code request.malformed}
     */
    BatchRequest checked() {
        op();
        ReasonRequest.checked(reason);
        if ((ids == null) == (filter == null)) {
            throw ReasonRequest.malformed(
                    "/ids", null, "either ids or a filter is needed", "ids 与 filter 须且只能有一个");
        }
        if (ids != null && (ids.size() > MOST || ids.stream().anyMatch(Objects::isNull))) {
            throw ReasonRequest.malformed(
                    "/ids", null, "it holds at most " + MOST + " texts", "最多 " + MOST + " 个字符串");
        }
        return this;
    }

    TaskOp op() {
        return Arrays.stream(TaskOp.values())
                .filter(op -> op.word().equals(action))
                .findFirst()
                .orElseThrow(
                        () -> {
                            var words =
                                    Arrays.stream(TaskOp.values())
                                            .map(TaskOp::word)
                                            .collect(Collectors.joining(", "));
                            return ReasonRequest.malformed(
                                    "/action", action, "it is none of " + words, "只能是 " + words);
                        });
    }
}
