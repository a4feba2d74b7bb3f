package dev.obtaskd.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads the body of a request before a resource is called, so that no thread ever waits for a
 * caller. Comes after the log-in: the body of a caller who may not come in is not read at all, and
 * that of a stranger on a path that is open to all must be short and come in one go.
 */
@ApplicationScoped
class BodyReader {

    /** After log-in and permission checks of the framework (200 and 100). */
    private static final int AFTER_LOGIN = 50;

    /** Bytes that a caller may send. */
    static final int MOST = 1 << 20;

    /** Bytes that a stranger may send. */
    static final int MOST_OF_STRANGERS = 1 << 14;

    private final RefusalDispatcher refusing;
    private final HttpSettings settings;

    BodyReader(RefusalDispatcher refusing, HttpSettings settings) {
        this.refusing = refusing;
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_LOGIN);
    }

    private void read(RoutingContext context) {
        if (!RequestFraming.hasBody(context.request())) {
            context.next();
            return;
        }
        var stranger =
                !(context.user() instanceof QuarkusHttpUser user)
                        || user.getSecurityIdentity().isAnonymous();
        var most = stranger ? MOST_OF_STRANGERS : MOST;
        if (RequestFraming.length(context.request()) > most) {
            refusing.refuse(context, RequestFault.BODY_TOO_LARGE);
            return;
        }
        context.vertx()
                .runOnContext(
                        ignored ->
                                new BodyRead(
                                                context,
                                                refusing,
                                                most,
                                                stranger,
                                                settings.requestTimeout())
                                        .begin());
    }
}
