package dev.obtaskd.page;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that read the page. It runs before the log-in, so that an expired session does
 * not hide the page, and no permission of another path depends on it.
 */
@ApplicationScoped
class PageHandler {

    /** After the checks of all requests (1,000), before the log-in (200). */
    private static final int BEFORE_LOGIN = 900;

    private static final int NONCE_BYTES = 18;

    /** For a year, the most that clients use. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final PageSource source;
    private final ProblemWriter problems;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable PageFiles files;

    PageHandler(PageSource source, ProblemWriter problems) {
        this.source = source;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_LOGIN);
    }

    private void handle(RoutingContext context) {
        var ready = files;
        if (!PagePaths.owns(context.request())) {
            context.next();
        } else if (ready != null) {
            answer(context, ready);
        } else {
            context.vertx()
                    .executeBlocking(this::read)
                    .onSuccess(read -> answer(context, read))
                    .onFailure(context::fail);
        }
    }

    /** Reads the files at the first request, so that a daemon without one needs no memory. */
    private synchronized PageFiles read() {
        var read = files;
        if (read == null) {
            read = PageFiles.of(source);
            files = read;
        }
        return read;
    }

    private void answer(RoutingContext context, PageFiles files) {
        var path = context.request().path();
        if (!path.startsWith(PagePaths.ASSETS)) {
            index(context, files.index());
            return;
        }
        files.asset(path)
                .ifPresentOrElse(
                        asset -> asset(context, asset),
                        () -> problems.write(context, ProblemException.of(ErrorCode.PATH_UNKNOWN)));
    }

    /**
     * The document may be stored, but not used without a new request ({@code no-cache}): a new
     * version of the daemon has assets with other names. Its nonce is stored together with its
     * policy and protects nothing in another response, so {@code no-store}, which also prevents an
     * immediate return from the browser's history, is not needed.
     */
    private void index(RoutingContext context, PageTemplate index) {
        var nonce = nonce();
        context.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", PageTemplate.policy(nonce));
        end(context, Buffer.buffer(index.with(nonce)));
    }

    private static void asset(RoutingContext context, PageAsset asset) {
        var response =
                context.response()
                        .putHeader("Content-Type", asset.mediaType())
                        .putHeader("Cache-Control", FOR_EVER);
        var gzip = asset.gzip();
        if (gzip == null) {
            end(context, asset.content());
            return;
        }
        response.putHeader("Vary", "Accept-Encoding");
        if (AcceptedEncodings.gzip(context.request().headers().getAll("Accept-Encoding"))) {
            response.putHeader("Content-Encoding", "gzip");
            end(context, gzip);
        } else {
            end(context, asset.content());
        }
    }

    private static void end(RoutingContext context, Buffer content) {
        var response =
                context.response().putHeader("Content-Length", String.valueOf(content.length()));
        if (HttpMethod.HEAD.equals(context.request().method())) {
            response.end();
        } else {
            response.end(content);
        }
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
