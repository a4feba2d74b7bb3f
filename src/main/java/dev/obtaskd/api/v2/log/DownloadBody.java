package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.AsyncBody;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * The body of a download. It is sent by a thread of its own, so that a slow client blocks no other
 * request, and needs only the buffer of {@link DownloadStream}.
 */
public final class DownloadBody implements AsyncBody {

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

    @Override
    public void send(ResteasyReactiveRequestContext context) {
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

    /** Closes the content if sending has not started. */
    void cancel() {
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
                throw new IOException(out.count() + " of " + length + " bytes were available");
            }
            response.end();
        } catch (IOException | RuntimeException cut) {
            LOG.debugf(cut, "download of %s was aborted", request.path());
            // The header announced more bytes: closing the connection is the only way to report
            // that the body is incomplete.
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
            LOG.debugf(e, "cannot close the download of %s", request.path());
        } finally {
            ended.run();
        }
    }
}
