package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.operation.ParameterChange;
import dev.obtaskd.catalogue.operation.ParameterError;
import java.util.List;

/** What comes of a request to change the parameters of a task. */
public sealed interface ParamsCorrection {

    /**
     * The parameters are valid.
     *
     * @param base the revision that they were made from; another one makes them invalid
     * @param params all parameters, with defaults
     * @param changes the differences; empty if nothing changes
     * @param masked the same without secrets
     */
    record Corrected(
            int base,
            ObjectNode params,
            List<ParameterChange> changes,
            List<ParameterChange> masked)
            implements ParamsCorrection {
        public Corrected {
            changes = List.copyOf(changes);
            masked = List.copyOf(masked);
        }
    }

    /**
     * The parameters are invalid.
     *
     * @param fixed whether they are valid, but must not change after the submit
     */
    record Refused(boolean fixed, List<ParameterError> errors) implements ParamsCorrection {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
