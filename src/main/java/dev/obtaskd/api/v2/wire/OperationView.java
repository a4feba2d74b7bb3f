package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the catalogue. Of a disabled one only name, source and the reason are known; the
 * rest is null or empty.
 *
 * @param target what its tasks work on, templates not filled in; null if they name no object
 * @param params JSON Schema of the parameter object
 * @param disabled why it cannot be used; null if it can
 */
@RegisterForReflection(registerFullHierarchy = true)
public record OperationView(
        String name,
        @Nullable LocalizedText title,
        @Nullable LocalizedText description,
        @Nullable TaskScope scope,
        @Nullable Claimed maintenance,
        boolean releaseOnFailure,
        @Nullable TargetTemplate target,
        @Schema(description = "JSON Schema 2020-12") @Nullable JsonNode params,
        List<OperationStepView> steps,
        @Nullable Undo rollback,
        OperationSource source,
        boolean hidden,
        @Nullable OperationFlaw disabled) {

    /** What its tasks claim; the key is a template, and null unless it is a tenant. */
    @RegisterForReflection
    public record Claimed(MaintenanceType type, @Nullable String key) {}

    /** Type and name of the object that a task works on; both may hold templates. */
    public record TargetTemplate(String type, String name) {}

    /** Whether all, some or none of its steps can be rolled back. */
    public enum Undo {
        FULL,
        PARTIAL,
        NONE
    }

    /** Whether the operation is part of the daemon or was added at the site. */
    public enum OperationSource {
        BUILT_IN,
        SITE
    }

    /**
     * An error in an operation file.
     *
     * @param line from 1
     */
    public record OperationFlaw(String file, int line, String message) {}
}
