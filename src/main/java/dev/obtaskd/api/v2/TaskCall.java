package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.Repeat;
import dev.obtaskd.task.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request to change something: who asks, how to answer, and how to know it again. */
record TaskCall(Actor actor, Wording wording, Idempotency idempotency) {

    /** Null if the caller did not give a key. */
    @Nullable Repeat repeat(Function<Task, TaskAnswer> answer) {
        var key = idempotency.key();
        return key == null ? null : repeat(key, answer);
    }

    /** For one of many tasks: a repeated batch does nothing twice, also if the first was cut short. */
    @Nullable Repeat part(String id, Function<Task, TaskAnswer> answer) {
        var key = idempotency.key();
        return key == null ? null : repeat(FieldError.shown(id) + " of " + key, answer);
    }

    private Repeat repeat(String key, Function<Task, TaskAnswer> answer) {
        var hash = idempotency.requestHash();
        return new Repeat(key, hash, task -> answer.apply(task).stored(actor.user(), key, hash, wording.now()));
    }
}
