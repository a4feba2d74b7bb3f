package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.text.Language;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each task of a batch, in the order of the request. */
@RegisterForReflection(registerFullHierarchy = true)
public record BatchView(List<Item> items, int accepted, int refused) {

    /**
     * One task.
     *
     * @param status as the operation on this task alone would have had, such as 202 or 409
     * @param state of the task now; null if it is not known
     * @param code why it was refused; null if it was not
     * @param detail the same as a sentence; null if it was not refused
     */
    @RegisterForReflection
    public record Item(
            String id,
            int status,
            @Nullable String state,
            @Nullable String code,
            @Nullable String detail) {

        static Item accepted(String id, String state) {
            return new Item(id, 202, state, null, null);
        }

        static Item refused(String id, ProblemException why, Language language) {
            var state = why.current() == null ? null : why.current().state();
            return new Item(
                    FieldError.shown(id),
                    why.code().status(),
                    state,
                    why.code().word(),
                    language.say(why.detail()));
        }
    }

    static BatchView of(List<Item> items) {
        var accepted = (int) items.stream().filter(item -> item.code() == null).count();
        return new BatchView(items, accepted, items.size() - accepted);
    }
}
