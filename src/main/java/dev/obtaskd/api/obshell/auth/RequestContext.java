package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.api.obshell.mapping.ObshellTime;
import dev.obtaskd.text.Language;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the first byte to the envelope; each stage adds what it found
 * out.
 */
public final class RequestContext {

    private static final String KEY = RequestContext.class.getName();

    /** obshell refuses these before a request gets its trace id. */
    private static final Set<ObshellErrorCode> UNTRACED =
            EnumSet.of(
                    ObshellErrorCode.HEADER_DECRYPT_FAILED,
                    ObshellErrorCode.REQUEST_BODY_KEYS_INVALID,
                    ObshellErrorCode.REQUEST_BODY_LENGTH_INVALID,
                    ObshellErrorCode.COMMON_UNEXPECTED);

    /** Lists of the cluster's dags, and what an id of the cluster names. */
    private static final Pattern OF_CLUSTER =
            Pattern.compile(
                    "/api/v1/task/(dags/ob|dag/ob/.*|dag/maintain/ob|(dag|node|sub_task)/1.*)");

    private final long started = System.nanoTime();
    private final Language language;
    private final String traceId;
    private final boolean ofCluster;
    private volatile @Nullable AuthHeader header;
    private volatile @Nullable ObshellException refusal;
    private volatile @Nullable CompletableFuture<Envelope> awaited;

    private RequestContext(Language language, String traceId, boolean ofCluster) {
        this.language = language;
        this.traceId = traceId;
        this.ofCluster = ofCluster;
    }

    /** Whether a request is one of this API. */
    public static boolean ours(@Nullable String path) {
        return path != null && (path.equals("/api/v1") || path.startsWith("/api/v1/"));
    }

    /** The exchange of a request, which begins when it is first asked for. */
    public static RequestContext of(RoutingContext context) {
        RequestContext begun = context.get(KEY);
        if (begun == null) {
            begun = begin(context);
            context.put(KEY, begun);
        }
        return begun;
    }

    /** The caller is logged in by this header. */
    void admitted(AuthHeader content) {
        header = content;
    }

    /** The caller is not who it should be; where somebody is asked for, that is the answer. */
    void refused(ObshellException why) {
        refusal = why;
    }

    /** Whoever waits for the answer to this very request gets it too. */
    void awaitedBy(CompletableFuture<Envelope> promise) {
        awaited = promise;
    }

    /**
     * The header that the caller is logged in by; null for others, and on a socket that needs none.
     */
    @Nullable AuthHeader header() {
        return header;
    }

    /** Whether it is about tasks of the cluster only. */
    boolean ofCluster() {
        return ofCluster;
    }

    /** Why nobody is logged in; null if a log-in was not even tried. */
    @Nullable
    public ObshellException refusal() {
        return refusal;
    }

    /** The envelope around what a resource returned. */
    public Envelope answer(@Nullable Object data, Clock clock) {
        var wrapped = data instanceof List<?> list ? new Envelope.Contents(list) : data;
        return new Envelope(
                true, ObshellTime.of(clock.instant()), duration(), 200, traceId, wrapped, null);
    }

    /** The envelope of a refusal. */
    public Envelope refusal(ObshellException why, Clock clock) {
        var code = why.code();
        var fault = new Envelope.Fault(code.code(), code.errCode(), why.message(language));
        return new Envelope(
                false,
                ObshellTime.of(clock.instant()),
                duration(),
                code.status(),
                UNTRACED.contains(code) ? "" : traceId,
                null,
                fault);
    }

    /** This is the answer. */
    public void answered(Envelope envelope) {
        var promise = awaited;
        if (promise != null) {
            promise.complete(envelope);
        }
    }

    private long duration() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    private static RequestContext begin(RoutingContext context) {
        var request = context.request();
        return new RequestContext(
                Language.of(request.getHeader("Accept-Language")),
                // What monitors ask for every few seconds is not traced.
                request.uri().equals("/api/v1/status")
                        ? ""
                        : traceId(request.getHeader("X-OBSHELL-Trace-ID")),
                OF_CLUSTER.matcher(request.path()).matches());
    }

    private static String traceId(@Nullable String given) {
        return given != null
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
