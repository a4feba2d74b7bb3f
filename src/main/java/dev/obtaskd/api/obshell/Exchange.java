package dev.obtaskd.api.obshell;

import dev.obtaskd.task.Language;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the first byte to the envelope.
 *
 * @param started {@link System#nanoTime}
 * @param traceId of the envelope
 * @param language of the caller
 */
record Exchange(long started, String traceId, Language language) {

    private static final String KEY = Exchange.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRACE_BYTES = 8;

    /** Whether a request is one of this API. */
    static boolean ours(@Nullable String path) {
        return path != null && (path.equals("/api/v1") || path.startsWith("/api/v1/"));
    }

    /** The exchange of a request, which begins when it is first asked for. */
    static Exchange of(RoutingContext context) {
        Exchange begun = context.get(KEY);
        if (begun == null) {
            begun = begin(context);
            context.put(KEY, begun);
        }
        return begun;
    }

    /** The envelope around what a resource returned. */
    Envelope answer(@Nullable Object data, Clock clock) {
        var wrapped = data instanceof List<?> list ? new Envelope.Contents(list) : data;
        return new Envelope(true, WireTime.of(clock.instant()), duration(), 200, traceId, wrapped, null);
    }

    /** The envelope of a refusal. */
    Envelope refusal(WireException refusal, Clock clock) {
        var code = refusal.code();
        var fault = new Envelope.Fault(code.code(), code.errCode(), refusal.message(language));
        return new Envelope(false, WireTime.of(clock.instant()), duration(), code.status(), traceId, null, fault);
    }

    private long duration() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    private static Exchange begin(RoutingContext context) {
        var request = context.request();
        var given = request.getHeader("X-OBSHELL-Trace-ID");
        return new Exchange(System.nanoTime(), given == null ? random() : given,
                Language.of(request.getHeader("Accept-Language")));
    }

    private static String random() {
        var bytes = new byte[TRACE_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
