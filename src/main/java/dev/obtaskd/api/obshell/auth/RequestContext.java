package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.api.obshell.mapping.ObshellTime;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
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

/** State of one request of this API; each filter adds to it. */
public final class RequestContext {

    private static final Messages MESSAGES = Messages.of("obshell");
    private static final String KEY = RequestContext.class.getName();

    /** Length of a path in a message. */
    private static final int MAX_PATH = 200;

    /** obshell assigns the trace id after these errors. */
    private static final Set<ObshellErrorCode> UNTRACED =
            EnumSet.of(
                    ObshellErrorCode.HEADER_DECRYPT_FAILED,
                    ObshellErrorCode.REQUEST_BODY_KEYS_INVALID,
                    ObshellErrorCode.REQUEST_BODY_LENGTH_INVALID,
                    ObshellErrorCode.COMMON_UNEXPECTED);

    /** Paths of cluster lists, and of objects with a cluster id. */
    private static final Pattern OF_CLUSTER =
            Pattern.compile(
                    "/api/v1/task/(dags/ob|dag/ob/.*|dag/maintain/ob|(dag|node|sub_task)/1.*)");

    private final long started = System.nanoTime();
    private final Language language;
    private final String traceId;
    private final boolean ofCluster;
    private final String path;
    private volatile @Nullable AuthHeader header;
    private volatile @Nullable ObshellException refusal;
    private volatile @Nullable CompletableFuture<Envelope> pendingAnswer;

    private RequestContext(Language language, String traceId, String path) {
        this.language = language;
        this.traceId = traceId;
        this.ofCluster = OF_CLUSTER.matcher(path).matches();
        this.path = path;
    }

    /** Whether a path belongs to this API. */
    public static boolean isObshellPath(@Nullable String path) {
        return path != null && (path.equals("/api/v1") || path.startsWith("/api/v1/"));
    }

    /** The context of a request, created at the first call. */
    public static RequestContext of(RoutingContext context) {
        RequestContext created = context.get(KEY);
        if (created == null) {
            created = create(context);
            context.put(KEY, created);
        }
        return created;
    }

    /** Stores the header that the caller is authenticated by. */
    void setHeader(AuthHeader accepted) {
        header = accepted;
    }

    /** Stores the error response for resources that require authentication. */
    void setRefusal(ObshellException why) {
        refusal = why;
    }

    /** Stores the future that repetitions of this request wait for. */
    void setPendingAnswer(CompletableFuture<Envelope> answer) {
        pendingAnswer = answer;
    }

    /**
     * The error response for a path that does not exist: what obshell answers about a cluster that
     * it cannot reach. Its page leaves for an error page at every 404, but not at this.
     */
    public ObshellException pathUnknown() {
        var shown = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "…" : path;
        return new ObshellException(
                ObshellErrorCode.OCEANBASE_NOT_HOLD, MESSAGES.text("path.unknown", shown));
    }

    /**
     * The header that the caller is authenticated by; null without authentication and on the local
     * socket.
     */
    @Nullable AuthHeader header() {
        return header;
    }

    /** Whether the request is about cluster tasks only. */
    boolean ofCluster() {
        return ofCluster;
    }

    /** Why authentication failed; null if it was not attempted. */
    @Nullable
    public ObshellException refusal() {
        return refusal;
    }

    /** The envelope of a successful result. */
    public Envelope success(@Nullable Object data, Clock clock) {
        var wrapped = data instanceof List<?> list ? new Envelope.Contents(list) : data;
        return new Envelope(
                true, ObshellTime.of(clock.instant()), duration(), 200, traceId, wrapped, null);
    }

    /** The envelope of an error. */
    public Envelope failure(ObshellException why, Clock clock) {
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

    /** Completes the response of this request and its repetitions. */
    public void complete(Envelope envelope) {
        var pending = pendingAnswer;
        if (pending != null) {
            pending.complete(envelope);
        }
    }

    private long duration() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    private static RequestContext create(RoutingContext context) {
        var request = context.request();
        return new RequestContext(
                Language.of(request.getHeader("Accept-Language")),
                // Monitoring polls this path every few seconds.
                request.uri().equals("/api/v1/status")
                        ? ""
                        : traceId(request.getHeader("X-OBSHELL-Trace-ID")),
                request.path());
    }

    private static String traceId(@Nullable String given) {
        return given != null
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
