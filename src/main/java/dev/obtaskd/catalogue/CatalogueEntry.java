package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import org.jspecify.annotations.Nullable;

/**
 * A place in the catalogue, also of an operation that cannot be used.
 *
 * @param name the operation's, or the file's if that could not be read
 * @param operation null if it is disabled
 * @param disabled why it cannot be used; null if it can
 */
public record CatalogueEntry(
        String name,
        @Nullable Operation operation,
        Source source,
        @Nullable OperationFlaw disabled) {

    /**
     * @throws IllegalArgumentException unless it has either an operation or a reason for having
     *     none
     */
    public CatalogueEntry {
        if ((operation == null) == (disabled == null)) {
            throw new IllegalArgumentException(
                    "either an operation or the reason why there is none");
        }
    }

    /** Where an operation comes from. */
    public enum Source {
        BUILT_IN,
        SITE
    }
}
