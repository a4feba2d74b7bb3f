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

/** Makes one call over HTTP. What was sent and not answered is lost with the daemon. */
@ApplicationScoped
public class HttpStep implements StepKind {

    private static final AttemptResult GIVEN_UP =
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
            return Failed.error(flaw.get().pointer() + " " + flaw.get().message());
        }
        try {
            context.log().system(describe(spec));
            return call(HttpSpec.of(spec), context);
        } catch (IllegalArgumentException impossible) {
            return Failed.error("the request cannot be made: " + impossible.getMessage());
        }
    }

    /**
     * With a client of its own: the thread that each has would wake an idle daemon all the time.
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
        var answer = client.sendAsync(spec.request(), HttpAnswer.upTo());
        context.cancellation().onRequest(() -> answer.cancel(true));
        try {
            // The client's own limit ends with the headers; an answer that never ends needs this
            // one.
            return answer.get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .body()
                    .judge(spec, context.log());
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return HttpFailure.tooSlow(spec);
        } catch (CancellationException asked) {
            return GIVEN_UP;
        } catch (ExecutionException failed) {
            // The client may turn the cancellation into a failure of the connection.
            return context.cancellation().requested()
                    ? GIVEN_UP
                    : HttpFailure.of(requireNonNull(failed.getCause()), spec);
        }
    }
}
