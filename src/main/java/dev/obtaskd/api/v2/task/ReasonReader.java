package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.wire.ReasonRequest;
import dev.obtaskd.text.Messages;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the reason of an operation. */
public final class ReasonReader {

    private static final Messages MESSAGES = Messages.of("api");
    private static final ReasonRequest NONE = new ReasonRequest(null);
    private static final int MAX_LENGTH = 1_000;

    private ReasonReader() {}

    /**
     * The reason in an optional body. The type of an empty body is ignored, as many clients send
     * one.
     *
     * @throws ProblemException {@code media.unsupported}, {@code request.malformed} or {@code
     *     request.unknown-field}
     */
    public static @Nullable String read(HttpServerRequest request, byte[] body) {
        checkType(request, body);
        return checked(StrictJson.optional(body, ReasonRequest.class, NONE).reason());
    }

    /**
     * Accepts JSON only. The type of an empty body is ignored.
     *
     * @throws ProblemException {@code media.unsupported}
     */
    static void checkType(HttpServerRequest request, byte[] body) {
        var type = request.getHeader("Content-Type");
        if (body.length > 0
                && type != null
                && !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw ProblemException.of(ErrorCode.MEDIA_UNSUPPORTED);
        }
    }

    /**
     * A reason that is short enough to be stored with every change.
     *
     * @throws ProblemException {@code request.malformed}
     */
    public static @Nullable String checked(@Nullable String reason) {
        if (reason != null && reason.length() > MAX_LENGTH) {
            throw ProblemException.malformed(
                    "/reason", reason, MESSAGES.text("field.reason.too-long", MAX_LENGTH));
        }
        return reason;
    }
}
