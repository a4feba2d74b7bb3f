package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue; its operation may be disabled.
 *
 * @param name of the operation, or of the file if that could not be read
 * @param operation null if it is disabled
 * @param disabled reason; null if enabled
 */
public record CatalogueEntry(
        String name,
        @Nullable Operation operation,
        Source source,
        @Nullable OperationFlaw disabled) {

    /**
     * @throws IllegalArgumentException unless it has either an operation or a reason
     */
    public CatalogueEntry {
        if ((operation == null) == (disabled == null)) {
            throw new IllegalArgumentException("exactly one of operation and disabled must be set");
        }
    }

    /** Where an operation comes from. */
    public enum Source {
        BUILT_IN,
        SITE
    }
}
