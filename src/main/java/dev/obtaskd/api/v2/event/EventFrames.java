package dev.obtaskd.api.v2.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The text format of events: each has one line of JSON. */
@ApplicationScoped
class EventFrames {

    private final ObjectMapper json;

    EventFrames(ObjectMapper json) {
        this.json = json;
    }

    /** An event at which a client may continue. */
    Buffer of(String id, String event, Object data) {
        return Buffer.buffer("id: " + id + "\n").appendBuffer(of(event, data));
    }

    /** An event without an id. */
    Buffer of(String event, Object data) {
        try {
            return Buffer.buffer("event: " + event + "\ndata: ")
                    .appendBytes(json.writeValueAsBytes(data))
                    .appendString("\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    /** A comment with the time, which keeps a connection open. */
    Buffer comment(Instant now) {
        return Buffer.buffer(": " + now + "\n\n");
    }
}
