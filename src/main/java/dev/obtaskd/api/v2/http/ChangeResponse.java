package dev.obtaskd.api.v2.http;

import dev.obtaskd.store.IdempotencyRecord;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The complete response to an accepted change. It can be stored and sent again to a request with
 * the same idempotency key.
 *
 * @param body JSON
 */
public record ChangeResponse(
        int status, String body, @Nullable String location, @Nullable String etag) {

    /** The response to an earlier request with the same idempotency key. */
    public static ChangeResponse of(IdempotencyRecord record) {
        return new ChangeResponse(record.status(), record.body(), record.location(), record.etag());
    }

    public IdempotencyRecord toIdempotencyRecord(
            String user, String key, String requestHash, Instant at) {
        return new IdempotencyRecord(user, key, requestHash, status, body, location, etag, at);
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
