package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import java.util.List;

/** What a submission would come to, if it were made now. */
public sealed interface PreviewResult {

    /** It is sound; {@code conflicts} are in its way at present, and {@code owners} own them. */
    record Possible(PlannedTask planned, List<Hold> conflicts, List<Task> owners)
            implements PreviewResult {
        public Possible {
            conflicts = List.copyOf(conflicts);
            owners = List.copyOf(owners);
        }
    }

    /** It is not, for the reason a submit would give. */
    record Impossible(SubmitResult why) implements PreviewResult {}
}
