package dev.obtaskd.api.v2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The optional body of an operation on a task or sub task: why, for people. */
@RegisterForReflection
public record TaskReason(@Nullable String reason) {

    private static final TaskReason NONE = new TaskReason(null);
    private static final int LONGEST = 1_000;

    /**
     * The reason in a body that may be left out. The type of an empty body does not matter, as many
     * clients name one for nothing.
     *
     * @throws ProblemException {@code media.unsupported}, {@code request.malformed} or {@code request.unknown-field}
     */
    static @Nullable String of(HttpServerRequest request, byte[] body) {
        var type = request.getHeader("Content-Type");
        if (body.length > 0 && type != null && !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw ProblemException.of(Code.MEDIA_UNSUPPORTED);
        }
        return checked(Body.optional(body, TaskReason.class, NONE).reason());
    }

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
