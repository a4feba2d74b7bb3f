package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Serializes envelopes to one buffer. If the framework serialized them, a response larger than its
 * buffer would wait for the event loop in between, which takes longer than everything else.
 */
@ApplicationScoped
public class EnvelopeWriter {

    private final ObjectMapper json;

    EnvelopeWriter(ObjectMapper json) {
        this.json = json;
    }

    /** The body of a response. */
    public byte[] bytes(Envelope envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an envelope cannot be written", e);
        }
    }
}
