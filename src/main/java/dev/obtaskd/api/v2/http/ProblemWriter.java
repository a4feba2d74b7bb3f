package dev.obtaskd.api.v2.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.text.Language;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a refusal as a complete response, for requests that do not reach a resource. */
@ApplicationScoped
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Writes the problem and ends the response; does nothing if the response has started. */
    public void write(RoutingContext context, ProblemException refusal) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        var language = Language.of(context.request().getHeader("Accept-Language"));
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.code().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(bytes(refusal.problem(language, context.request().path())));
    }

    private Buffer bytes(Problem problem) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }
}
