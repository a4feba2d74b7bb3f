package dev.obtaskd.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A client of an event stream, as a browser is one. */
public final class EventClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * An event.
     *
     * @param id empty if it has none
     * @param nanos when it was read
     */
    public record Event(String id, String name, JsonNode data, long nanos) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Flow.Subscription subscription;

    private EventClient(HttpRequest request) {
        HTTP.sendAsync(
                        request,
                        info -> {
                            head.complete(info);
                            return BodySubscribers.fromLineSubscriber(new Lines());
                        })
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                head.completeExceptionally(failure);
                            }
                            end.complete(null);
                        });
    }

    /**
     * Connects.
     *
     * @param headers names and values in turn
     */
    public static EventClient connect(
            URI root, String authorization, String topics, String... headers) {
        var request = request(root, topics).header("Authorization", authorization);
        return new EventClient((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /**
     * Connects with the session of a page.
     *
     * @param cookie its name and value
     */
    public static EventClient connectWithCookie(URI root, String cookie, String topics) {
        return new EventClient(request(root, topics).header("Cookie", cookie).build());
    }

    private static HttpRequest.Builder request(URI root, String topics) {
        return HttpRequest.newBuilder(root.resolve("/api/v2/events?topics=" + topics));
    }

    public HttpResponse.ResponseInfo head() {
        return head.join();
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** Waits for the first event of a name. */
    public Event event(String name) {
        return event(name, any -> true);
    }

    /** Waits for the first event of a name that matches. */
    public Event event(String name, Predicate<JsonNode> matches) {
        await("event " + name + " among " + events)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> matching(name, matches).findAny().isPresent());
        return matching(name, matches).findFirst().orElseThrow();
    }

    private Stream<Event> matching(String name, Predicate<JsonNode> matches) {
        return events.stream()
                .filter(event -> event.name().equals(name) && matches.test(event.data()));
    }

    /** Waits for {@code hello}. */
    public EventClient ready() {
        event("hello");
        return this;
    }

    /** Id of the latest event that has one. */
    public String lastId() {
        return events.stream()
                .map(Event::id)
                .filter(id -> !id.isEmpty())
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    /** Texts of all lines of logs so far. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var event : events("log")) {
            event.data().path("lines").forEach(line -> lines.add(line.path("text").asText()));
        }
        return lines;
    }

    /** Waits until the daemon has ended the stream. */
    public void awaitEnd() {
        await().atMost(Duration.ofSeconds(20)).until(end::isDone);
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private final class Lines implements Flow.Subscriber<String> {

        private String id = "";
        private String name = "";
        private JsonNode data = MissingNode.getInstance();

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ") && data.isMissingNode()) {
                data = json(line.substring(6));
            } else if (line.isEmpty()) {
                if (!name.isEmpty()) {
                    events.add(new Event(id, name, data, System.nanoTime()));
                }
                id = "";
                name = "";
                data = MissingNode.getInstance();
            } else {
                throw new IllegalStateException("a line that belongs to no event: " + line);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(null);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
