package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result for each task of a batch, in the order of the request. */
@RegisterForReflection(registerFullHierarchy = true)
public record BatchView(List<Item> items, int accepted, int refused) {

    /**
     * The result for one task.
     *
     * @param status that of the same operation on this task alone, such as 202 or 409
     * @param state of the task now; null if it is not known
     * @param code why it was refused; null if it was accepted
     * @param detail the same as a sentence; null if it was accepted
     */
    @RegisterForReflection
    public record Item(
            String id,
            int status,
            @Nullable String state,
            @Nullable String code,
            @Nullable String detail) {}
}
