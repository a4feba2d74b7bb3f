package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.IdempotentRequest;
import dev.obtaskd.task.Task;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request to change something: who asks, how to answer, and how to know it again. */
public record ChangeRequest(Actor actor, ResponseContext context, IdempotencyKey idempotency) {

    /** Null if the caller did not give a key. */
    @Nullable
    public IdempotentRequest repeat(Function<Task, TaskResponse> answer) {
        var key = idempotency.key();
        return key == null ? null : repeat(key, answer);
    }

    /**
     * For one of many tasks: a repeated batch does nothing twice, also if the first was cut short.
     */
    @Nullable
    public IdempotentRequest part(String id, Function<Task, TaskResponse> answer) {
        var key = idempotency.key();
        return key == null ? null : repeat(FieldError.truncated(id) + " of " + key, answer);
    }

    private IdempotentRequest repeat(String key, Function<Task, TaskResponse> answer) {
        var hash = idempotency.requestHash();
        return new IdempotentRequest(
                key,
                hash,
                task -> answer.apply(task).stored(actor.user(), key, hash, context.now()));
    }
}
