package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes envelopes. The whole answer at once: left to the framework, one that does not fit into its
 * buffer waits for the event loop in the middle, which takes longer than all the rest.
 */
@ApplicationScoped
public class EnvelopeWriter {

    private final ObjectMapper json;

    EnvelopeWriter(ObjectMapper json) {
        this.json = json;
    }

    /** The body of the answer. */
    public byte[] bytes(Envelope envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an envelope cannot be written", e);
        }
    }
}
