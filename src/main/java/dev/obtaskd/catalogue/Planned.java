package dev.obtaskd.catalogue;

import java.util.List;

/** What came of planning a task: a {@link Plan}, or what is wrong with the request. */
public sealed interface Planned permits Plan, Planned.Refused {

    /** The request cannot be a task. */
    record Refused(List<FieldError> errors) implements Planned {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
