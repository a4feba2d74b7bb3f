package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What something waits for.
 *
 * @param kind written as {@code for}
 * @param holder what is in the way; null unless it waits for a claim and the hold is known
 */
public record WaitView(
        @JsonProperty("for") WaitReason.Kind kind,
        String text,
        @Nullable Instant since,
        @Nullable Instant until,
        List<String> subTaskIds,
        @Nullable LockView holder) {

    static WaitView of(Task task, WaitReason wait, ResponseContext wording) {
        var ids = wait.subTaskIds().stream().map(row -> wording.id(task, row)).toList();
        return new WaitView(
                wait.kind(),
                wording.language().say(wait.text()),
                wait.since(),
                wait.until(),
                ids,
                null);
    }
}
