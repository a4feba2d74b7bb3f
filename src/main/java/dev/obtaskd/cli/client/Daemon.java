package dev.obtaskd.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.api.v2.wire.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A daemon as its clients see it. Each request has a connection of its own. */
public final class Daemon {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How long a change is sent again if its response did not arrive, and the time between. */
    private static final Duration REPEAT_FOR = Duration.ofSeconds(30);

    private static final Duration REPEAT_PAUSE = Duration.ofSeconds(1);

    /** The daemon's default and maximum for the length of a page. */
    private static final int PAGE = 500;

    private static final int BUFFER = 64 * 1024;

    private final Endpoint endpoint;
    private final Map<String, String> headers;

    /**
     * @param headers of every request
     */
    public Daemon(Endpoint endpoint, Map<String, String> headers) {
        this.endpoint = endpoint;
        this.headers = Map.copyOf(headers);
    }

    /** The same daemon, with the name and password of a user instead of other credentials. */
    public Daemon as(String user, String password) {
        var all = new HashMap<>(headers);
        var credential = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        all.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential));
        return new Daemon(endpoint, all);
    }

    /** How messages name the daemon. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Reads a resource.
     *
     * @throws RefusedException if the daemon refuses it
     * @throws UnreachableException if there is no response
     */
    public JsonNode get(Query query) {
        return send("GET", query, Map.of(), null);
    }

    /** Reads a resource that also has a body if its status is an error, such as a health check. */
    public JsonNode look(Query query) {
        try (var exchange = open("GET", query, Map.of(), new byte[0], TIMEOUT)) {
            return Json.parse(exchange.body().readAllBytes());
        } catch (IOException e) {
            throw new UnreachableException(endpoint, e);
        }
    }

    /**
     * Reads a list page by page.
     *
     * @param limit maximum number of items
     * @return an object with the member {@code items}, and with {@code more} if there are more
     */
    public ObjectNode list(Query query, int limit) {
        var all = JsonNodeFactory.instance.objectNode();
        var items = all.putArray("items");
        String cursor = null;
        do {
            var size = Math.min(PAGE, limit - items.size());
            var page = Query.of(query.toString()).with("limit", size).with("cursor", cursor);
            var answer = get(page);
            answer.path("items").forEach(items::add);
            cursor = answer.path("nextCursor").textValue();
        } while (cursor != null && items.size() < limit);
        all.put("more", cursor != null);
        return all;
    }

    /**
     * Requests a change once, even if its response does not arrive: then the request is sent again
     * with the same key, which the daemon recognises.
     */
    public JsonNode change(Query query, Object body) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        long lost = 0;
        while (true) {
            try {
                return send("POST", query, key, body);
            } catch (UnreachableException e) {
                var now = System.nanoTime();
                if (lost == 0) {
                    lost = now;
                    if (e.reason() instanceof NotConnectedException) {
                        throw e;
                    }
                }
                if (now - lost > REPEAT_FOR.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(REPEAT_PAUSE.toNanos());
            }
        }
    }

    /** Requests a change of users and tokens, which the daemon does not recognise again. */
    public JsonNode send(String method, Query query, @Nullable Object body) {
        return send(method, query, Map.of(), body);
    }

    /** The bytes of a resource. The caller closes the stream. */
    public InputStream download(Query query) {
        try {
            return accepted(open("GET", query, Map.of(), new byte[0], TIMEOUT)).body();
        } catch (IOException e) {
            throw new UnreachableException(endpoint, e);
        }
    }

    /**
     * Requests content and writes it to a stream.
     *
     * @param timeout how long to wait for the first bytes, and for each next ones
     * @throws UnreachableException if the content does not arrive completely
     * @throws IOException if the stream cannot be written
     */
    public void save(Query query, Duration timeout, OutputStream out) throws IOException {
        try (var exchange = request(query, timeout)) {
            var buffer = new byte[BUFFER];
            for (var count = read(exchange, buffer); count >= 0; count = read(exchange, buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    private HttpExchange request(Query query, Duration timeout) {
        try {
            return accepted(open("POST", query, Map.of(), new byte[0], timeout));
        } catch (IOException e) {
            throw new UnreachableException(endpoint, e);
        }
    }

    private int read(HttpExchange exchange, byte[] buffer) {
        try {
            return exchange.body().read(buffer);
        } catch (IOException e) {
            throw new UnreachableException(endpoint, e);
        }
    }

    /** Opens a stream of events. */
    HttpExchange events(Query query, Duration timeout) throws IOException {
        return accepted(
                open("GET", query, Map.of("Accept", "text/event-stream"), new byte[0], timeout));
    }

    private JsonNode send(
            String method, Query query, Map<String, String> more, @Nullable Object body) {
        var content = body == null ? new byte[0] : Json.write(body);
        try (var exchange = accepted(open(method, query, more, content, TIMEOUT))) {
            var bytes = exchange.body().readAllBytes();
            return bytes.length == 0 ? JsonNodeFactory.instance.nullNode() : Json.parse(bytes);
        } catch (IOException e) {
            throw new UnreachableException(endpoint, e);
        }
    }

    private HttpExchange open(
            String method, Query query, Map<String, String> more, byte[] content, Duration timeout)
            throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("Accept", "application/json, application/problem+json, */*;q=0.1");
        all.putAll(more);
        if (content.length > 0) {
            all.put("Content-Type", "application/json");
        }
        var connection = connect(timeout);
        try {
            return new HttpExchange(
                    connection, endpoint.host(), method, query.toString(), all, content);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(Duration timeout) throws IOException {
        try {
            return endpoint.open(timeout);
        } catch (IOException e) {
            throw new NotConnectedException(e);
        }
    }

    private static HttpExchange accepted(HttpExchange exchange) throws IOException {
        if (exchange.status() < 300) {
            return exchange;
        }
        try (exchange) {
            var bytes = exchange.body().readAllBytes();
            if (exchange.header("Content-Type").contains("json")) {
                var json = Json.parse(bytes);
                if (json.hasNonNull("code")) {
                    throw new RefusedException(Json.read(json, Problem.class));
                }
            }
            throw new IOException("HTTP status " + exchange.status() + " without an explanation");
        }
    }

    /** The request was not sent. */
    static final class NotConnectedException extends IOException {

        private static final long serialVersionUID = 1L;

        NotConnectedException(IOException reason) {
            super(reason.getMessage(), reason);
        }
    }
}
