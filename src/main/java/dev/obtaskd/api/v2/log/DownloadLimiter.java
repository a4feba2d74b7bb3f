package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Admits downloads, so many at once and so many of one user, and counts those that are not yet
 * over.
 */
@ApplicationScoped
class DownloadLimiter {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final DownloadSettings settings;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest requests;
    private final Map<String, Integer> byUser = new HashMap<>();
    private int all;

    DownloadLimiter(
            DownloadSettings settings, SecurityIdentity identity, CurrentVertxRequest requests) {
        this.settings = settings;
        this.identity = identity;
        this.requests = requests;
    }

    /**
     * The body of the present request's answer. Counts until it is sent or given up.
     *
     * @param length in bytes; -1 if it is not known
     * @throws ProblemException {@code downloads.too-many}
     */
    DownloadBody body(DownloadContent content, long length) {
        var request = requests.getCurrent();
        var user = identity.getPrincipal().getName();
        begin(user);
        var body =
                new DownloadBody(
                        content, length, request.request(), settings.idle(), () -> end(user));
        // The framework may never come to send it, as when the client is gone.
        request.addEndHandler(ended -> body.giveUp());
        return body;
    }

    private synchronized void begin(String user) {
        int own = byUser.getOrDefault(user, 0);
        if (own >= settings.maxPerUser()) {
            throw tooMany(
                    "You have " + own + " downloads", "您已有 " + own + " 个下载", settings.maxPerUser());
        }
        if (all >= settings.max()) {
            throw tooMany(
                    "There are " + all + " downloads", "当前共有 " + all + " 个下载", settings.max());
        }
        byUser.put(user, own + 1);
        all++;
    }

    private synchronized void end(String user) {
        byUser.computeIfPresent(user, (name, own) -> own == 1 ? null : own - 1);
        all--;
    }

    private static ProblemException tooMany(String en, String zh, int limit) {
        return ProblemException.of(
                        ErrorCode.DOWNLOADS_TOO_MANY,
                        en + "; the limit is " + limit + ". Try again when one has ended.",
                        zh + ", 上限为 " + limit + "。请等待其中一个结束后重试。")
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }
}
