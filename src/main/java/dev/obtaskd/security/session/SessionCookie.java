package dev.obtaskd.security.session;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
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
        return !values(request).isEmpty();
    }

    /**
     * The id in a request. Empty also if there are several: a page of another host of the domain
     * may have added one.
     */
    Optional<String> id(HttpServerRequest request) {
        var found = values(request);
        return found.size() == 1
                ? Optional.of(found.getFirst()).filter(value -> value.length() == Secret.LENGTH)
                : Optional.empty();
    }

    /** The values as they were sent: the server keeps only one of several cookies with a name. */
    private List<String> values(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .toList();
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
