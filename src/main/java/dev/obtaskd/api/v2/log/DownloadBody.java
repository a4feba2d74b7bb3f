package dev.obtaskd.api.v2.log;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * The body of a download. A thread of its own sends it, so that a client that reads slowly or not
 * at all holds up nothing else, and takes no more memory than {@link DownloadStream} has.
 */
final class DownloadBody {

    private static final Logger LOG = Logger.getLogger(DownloadBody.class);

    private final DownloadContent content;
    private final long length;
    private final HttpServerRequest request;
    private final Duration idle;
    private final Runnable ended;
    private final AtomicBoolean taken = new AtomicBoolean();

    DownloadBody(
            DownloadContent content,
            long length,
            HttpServerRequest request,
            Duration idle,
            Runnable ended) {
        this.content = content;
        this.length = length;
        this.request = request;
        this.idle = idle;
        this.ended = ended;
    }

    /** Begins to send it; the request stays open until it is sent or cut. */
    void send(ResteasyReactiveRequestContext context) {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        context.suspend();
        var response = context.serverResponse();
        if (length >= 0) {
            response.setResponseHeader("Content-Length", Long.toString(length));
        } else {
            response.setChunked(true);
        }
        Thread.ofPlatform().daemon().name("download").start(() -> run(context));
    }

    /** Ends what was never begun. */
    void giveUp() {
        if (taken.compareAndSet(false, true)) {
            close();
        }
    }

    private void run(ResteasyReactiveRequestContext context) {
        var response = context.serverResponse();
        try {
            var out = new DownloadStream(response, idle);
            content.write(out);
            out.flush();
            if (length >= 0 && out.count() != length) {
                throw new IOException(out.count() + " of " + length + " bytes are left");
            }
            response.end();
        } catch (IOException | RuntimeException cut) {
            LOG.debugf(cut, "download of %s was cut", request.path());
            // The head has promised more: only a broken connection tells the client that this is
            // not all.
            request.connection().close();
        } finally {
            close();
            context.resume();
        }
    }

    private void close() {
        try {
            content.close();
        } catch (IOException e) {
            LOG.debugf(e, "download of %s was not closed", request.path());
        } finally {
            ended.run();
        }
    }
}
