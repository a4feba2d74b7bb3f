package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Limits the number of concurrent downloads, in total and per user. */
@ApplicationScoped
public class DownloadLimiter {

    private static final Messages MESSAGES = Messages.of("api");
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
     * The body of the response to the current request. It counts until it is sent or canceled.
     *
     * @param length in bytes; -1 if unknown
     * @throws ProblemException {@code downloads.too-many}
     */
    public DownloadBody body(DownloadContent content, long length) {
        var request = requests.getCurrent();
        var user = identity.getPrincipal().getName();
        begin(user);
        var body =
                new DownloadBody(
                        content, length, request.request(), settings.idle(), () -> end(user));
        // The framework may not send it, as when the client has disconnected.
        request.addEndHandler(ended -> body.cancel());
        return body;
    }

    private synchronized void begin(String user) {
        int own = byUser.getOrDefault(user, 0);
        if (own >= settings.maxPerUser()) {
            throw tooMany(MESSAGES.text("download.too-many.user", own, settings.maxPerUser()));
        }
        if (all >= settings.max()) {
            throw tooMany(MESSAGES.text("download.too-many.all", all, settings.max()));
        }
        byUser.put(user, own + 1);
        all++;
    }

    private synchronized void end(String user) {
        byUser.computeIfPresent(user, (name, own) -> own == 1 ? null : own - 1);
        all--;
    }

    private static ProblemException tooMany(LocalizedText detail) {
        return ProblemException.of(ErrorCode.DOWNLOADS_TOO_MANY, detail)
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }
}
