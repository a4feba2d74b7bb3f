package dev.obtaskd.step.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one HTTP request. A request without a response is lost if the daemon ends. */
@ApplicationScoped
public class HttpStep implements StepKind {

    private static final AttemptResult ABANDONED =
            new Stopped("the call was given up; the other side may still act on it", null, null);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Flaw> check(JsonNode spec) {
        return HttpSpecChecker.flaws(spec);
    }

    @Override
    public String describe(JsonNode spec) {
        return spec.path("method").asText("GET") + " " + spec.path("url").asText();
    }

    @Override
    public AttemptResult run(JsonNode spec, StepContext context) throws InterruptedException {
        var flaw = check(spec).stream().findFirst();
        if (flaw.isPresent()) {
            return Failed.error(flaw.get().pointer() + " " + flaw.get().message().en());
        }
        try {
            context.log().system(describe(spec));
            return call(HttpSpec.of(spec), context);
        } catch (IllegalArgumentException impossible) {
            return Failed.error("the request cannot be made: " + impossible.getMessage());
        }
    }

    /**
     * Uses a new client: the selector thread of a shared one would wake an idle daemon
     * periodically.
     */
    private static AttemptResult call(HttpSpec spec, StepContext context)
            throws InterruptedException {
        var client =
                HttpClient.newBuilder().version(spec.version()).connectTimeout(CONNECT).build();
        try {
            return call(client, spec, context);
        } finally {
            client.shutdownNow();
        }
    }

    private static AttemptResult call(HttpClient client, HttpSpec spec, StepContext context)
            throws InterruptedException {
        var answer = client.sendAsync(spec.request(), ReceivedResponse.upTo());
        context.cancellation().onRequest(() -> answer.cancel(true));
        try {
            // The timeout of the client ends with the headers; an endless body needs this one.
            return answer.get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .body()
                    .judge(spec, context.log());
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return HttpFailure.tooSlow(spec);
        } catch (CancellationException asked) {
            return ABANDONED;
        } catch (ExecutionException failed) {
            // The client may turn the cancellation into a failure of the connection.
            return context.cancellation().requested()
                    ? ABANDONED
                    : HttpFailure.of(requireNonNull(failed.getCause()), spec);
        }
    }
}
