package dev.obtaskd.api.v2.http;

import dev.obtaskd.store.StoredResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer to an accepted request, in a form that can be kept and given again.
 *
 * @param body JSON
 */
public record TaskResponse(
        int status, String body, @Nullable String location, @Nullable String etag) {

    /** The answer an earlier request got. */
    public static TaskResponse again(StoredResponse stored) {
        return new TaskResponse(stored.status(), stored.body(), stored.location(), stored.etag());
    }

    public StoredResponse stored(String user, String key, String requestHash, Instant at) {
        return new StoredResponse(user, key, requestHash, status, body, location, etag, at);
    }

    public Response response() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("Location", location)
                .header("ETag", etag)
                .entity(body)
                .build();
    }
}
