package dev.obtaskd.security.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookie that has the id of a session. Its name has the port, because cookies ignore ports. */
@ApplicationScoped
public class SessionCookie {

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private final String name;

    SessionCookie(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.name = "obtaskd-" + port;
    }

    /** Whether a request has the cookie, valid or not. */
    public boolean presented(HttpServerRequest request) {
        return !request.cookies(name).isEmpty();
    }

    /**
     * The id in a request. Empty also if there are several: a page of another host of the domain
     * may have added one.
     */
    Optional<String> id(HttpServerRequest request) {
        var found = request.cookies(name);
        return found.size() == 1
                ? found.stream()
                        .map(Cookie::getValue)
                        .filter(value -> value.length() == Secret.LENGTH)
                        .findFirst()
                : Optional.empty();
    }

    /** The header {@code Set-Cookie} of a new session. */
    public String set(String id, boolean secure) {
        return name + "=" + id + ATTRIBUTES + (secure ? "; Secure" : "");
    }

    /** The header {@code Set-Cookie} that removes the cookie. */
    public String remove(boolean secure) {
        return name + "=; Max-Age=0" + ATTRIBUTES + (secure ? "; Secure" : "");
    }
}
