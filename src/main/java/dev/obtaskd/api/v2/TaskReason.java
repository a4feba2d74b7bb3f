package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The optional body of an operation on a task or sub task: why, for people. */
@RegisterForReflection
public record TaskReason(@Nullable String reason) {

    /** What holds for a request without a body. */
    static final TaskReason NONE = new TaskReason(null);

    private static final int LONGEST = 1_000;

    /**
     * A reason short enough to be kept with every change.
     *
     * @throws ProblemException {@code request.malformed}
     */
    static @Nullable String checked(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw malformed("/reason", reason, "at most " + LONGEST + " characters are kept", "最多 " + LONGEST + " 个字符");
        }
        return reason;
    }

    static ProblemException malformed(String field, @Nullable String value, String en, String zh) {
        return ProblemException.of(Code.REQUEST_MALFORMED, field + ": " + en + ".", field + ": " + zh + "。")
                .with(List.of(new FieldError(field, value, en)));
    }
}
