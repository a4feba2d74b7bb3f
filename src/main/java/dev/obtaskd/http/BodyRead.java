package dev.obtaskd.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/** Reads one body. Everything runs on the event loop of the connection. */
final class BodyRead {

    private final RoutingContext context;
    private final RefusalDispatcher refusing;
    private final int limit;
    private final boolean anonymous;
    private final long timeoutNanos;
    private final Buffer body = Buffer.buffer();
    private long progress = System.nanoTime();
    private long timer;
    private boolean over;

    /**
     * @param limit maximum length in bytes
     * @param anonymous whether the whole body, and not only its next part, must arrive within the
     *     timeout
     */
    BodyRead(
            RoutingContext context,
            RefusalDispatcher refusing,
            int limit,
            boolean anonymous,
            Duration timeout) {
        this.context = context;
        this.refusing = refusing;
        this.limit = limit;
        this.anonymous = anonymous;
        this.timeoutNanos = timeout.toNanos();
    }

    void begin() {
        var request = context.request();
        if (request.connection() == null || context.response().closed()) {
            return;
        }
        if (anonymous) {
            ConnectionGuard.of(request).ifPresent(ConnectionGuard::dispensable);
        }
        ConnectionGuard.of(request)
                .ifPresent(guard -> guard.onBroken(() -> refuse(RequestFault.BODY_BROKEN)));
        arm(timeoutNanos);
        request.handler(this::take)
                .endHandler(ignored -> complete())
                .exceptionHandler(gone -> end());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer part) {
        if (over) {
            return;
        }
        progress = System.nanoTime();
        if (body.length() + part.length() > limit) {
            refuse(RequestFault.BODY_TOO_LARGE);
        } else {
            body.appendBuffer(part);
        }
    }

    private void complete() {
        if (end()) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    private void refuse(RequestFault fault) {
        if (end()) {
            refusing.refuse(context, fault);
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        context.vertx().cancelTimer(timer);
        ConnectionGuard.of(context.request()).ifPresent(ConnectionGuard::indispensable);
        return true;
    }

    private void arm(long nanos) {
        timer = context.vertx().setTimer(Math.max(1, nanos / 1_000_000), ignored -> due());
    }

    private void due() {
        var left = anonymous ? 0 : progress + timeoutNanos - System.nanoTime();
        if (left > 0) {
            arm(left);
        } else {
            refuse(RequestFault.TIMEOUT);
        }
    }
}
