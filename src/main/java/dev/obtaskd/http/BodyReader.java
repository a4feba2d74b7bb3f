package dev.obtaskd.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads the body before a resource is called, so that no thread waits for a caller. Runs after
 * authentication: the body of a rejected caller is not read, and that of an anonymous caller on a
 * public path must be short and arrive within one timeout.
 */
@ApplicationScoped
class BodyReader {

    /** After authentication and authorization by the framework (200 and 100). */
    private static final int AFTER_LOGIN = 50;

    /** Maximum length of a body in bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** Maximum length of a body from an anonymous caller in bytes. */
    static final int MAX_ANONYMOUS_BYTES = 1 << 14;

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
        var anonymous =
                !(context.user() instanceof QuarkusHttpUser user)
                        || user.getSecurityIdentity().isAnonymous();
        var limit = anonymous ? MAX_ANONYMOUS_BYTES : MAX_BYTES;
        if (RequestFraming.length(context.request()) > limit) {
            refusing.refuse(context, RequestFault.BODY_TOO_LARGE);
            return;
        }
        context.vertx()
                .runOnContext(
                        ignored ->
                                new BodyRead(
                                                context,
                                                refusing,
                                                limit,
                                                anonymous,
                                                settings.requestTimeout())
                                        .begin());
    }
}
