package dev.obtaskd.api.v2;

import dev.obtaskd.store.StoredAnswer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer to an accepted request, in a form that can be kept and given again.
 *
 * @param body JSON
 */
record TaskAnswer(int status, String body, @Nullable String location, @Nullable String etag) {

    /** The answer an earlier request got. */
    static TaskAnswer again(StoredAnswer stored) {
        return new TaskAnswer(stored.status(), stored.body(), stored.location(), stored.etag());
    }

    StoredAnswer stored(String user, String key, String requestHash, Instant at) {
        return new StoredAnswer(user, key, requestHash, status, body, location, etag, at);
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("Location", location)
                .header("ETag", etag)
                .entity(body)
                .build();
    }
}
