package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.wire.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The optional body of an operation on a task or sub task: why, for people. */
@RegisterForReflection
public record ReasonRequest(@Nullable String reason) {

    private static final ReasonRequest NONE = new ReasonRequest(null);
    private static final int LONGEST = 1_000;

    /**
     * The reason in a body that may be left out. The type of an empty body does not matter, as many
     * clients name one for nothing.
     *
     * @throws ProblemException {@code media.unsupported}, {@code request.malformed} or {@code
     *     request.unknown-field}
     */
    static @Nullable String of(HttpServerRequest request, byte[] body) {
        var type = request.getHeader("Content-Type");
        if (body.length > 0
                && type != null
                && !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw ProblemException.of(ErrorCode.MEDIA_UNSUPPORTED);
        }
        return checked(StrictJson.optional(body, ReasonRequest.class, NONE).reason());
    }

    /**
     * A reason short enough to be kept with every change.
     *
     * @throws ProblemException {@code request.malformed}
     */
    static @Nullable public String checked(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw malformed(
                    "/reason",
                    reason,
                    "at most " + LONGEST + " characters are kept",
                    "最多 " + LONGEST + " 个字符");
        }
        return reason;
    }

    public static ProblemException malformed(
            String field, @Nullable String value, String en, String zh) {
        return ProblemException.of(
                        ErrorCode.REQUEST_MALFORMED,
                        field + ": " + en + ".",
                        field + ": " + zh + "。")
                .with(List.of(new FieldError(field, value, en)));
    }
}
