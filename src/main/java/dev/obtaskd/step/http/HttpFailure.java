package dev.obtaskd.step.http;

import dev.obtaskd.step.DurationParser;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.FailureCause;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Turns a failed call into a result. */
final class HttpFailure {

    private HttpFailure() {}

    static Failed of(Throwable reason, HttpSpec spec) {
        var uri = spec.request().uri();
        var where = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return switch (reason) {
            case HttpTimeoutException slow -> tooSlow(spec);
            case UnknownHostException unknown -> Failed.error("unknown host " + uri.getHost());
            case ConnectException e when unresolved(e) ->
                    Failed.error("unknown host " + uri.getHost());
            case ConnectException refused ->
                    Failed.error("no connection to " + where + ": refused");
            case SSLException tls ->
                    Failed.error("no secure connection to " + where + ": " + tls.getMessage());
            default -> Failed.error("the call to " + where + " broke off: " + reason.getMessage());
        };
    }

    static Failed tooSlow(HttpSpec spec) {
        return new Failed(
                FailureCause.TIMEOUT,
                "no answer within " + DurationParser.format(spec.timeout()),
                null,
                null);
    }

    /** The client wraps these exceptions without a message. */
    private static boolean unresolved(Throwable reason) {
        for (var cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
