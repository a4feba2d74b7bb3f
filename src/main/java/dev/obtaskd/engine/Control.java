package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Exclusion;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.Verdict;
import dev.obtaskd.store.RaceLost;
import dev.obtaskd.store.Tx;
import dev.obtaskd.store.Writer;
import dev.obtaskd.task.Operate;
import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Permits;
import dev.obtaskd.task.Rehearsal;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operates tasks for people: retry, roll back, abandon, terminate, skip. */
@ApplicationScoped
public class Control {

    private final Writer writer;
    private final Parts parts;

    Control(Writer writer, Parts parts) {
        this.writer = writer;
        this.parts = parts;
    }

    /** Operates a whole task. */
    public Controlled apply(TaskOp op, long taskId, Request request) {
        return apply(on(op, taskId), request);
    }

    /** Operates one sub task. */
    public Controlled apply(SubTaskOp op, long subTaskId, Request request) {
        return apply(on(op, subTaskId), request);
    }

    /** Says what an operation on a task would do, and changes nothing; empty if there is no such task. */
    public Optional<Effects> rehearse(TaskOp op, long taskId, Actor actor) {
        return writer.write(tx -> on(op, taskId).apply(tx).flatMap(order -> rehearse(order, actor, tx)));
    }

    /** Says what an operation on a sub task would do, and changes nothing; empty if there is no such. */
    public Optional<Effects> rehearse(SubTaskOp op, long subTaskId, Actor actor) {
        return writer.write(tx -> on(op, subTaskId).apply(tx).flatMap(order -> rehearse(order, actor, tx)));
    }

    private static Function<Tx, Optional<Order>> on(TaskOp op, long taskId) {
        return tx -> Optional.of(new OnTask(op, taskId));
    }

    private static Function<Tx, Optional<Order>> on(SubTaskOp op, long subTaskId) {
        return tx -> tx.taskOf(subTaskId).stream()
                .mapToObj(taskId -> (Order) new OnSubTask(op, taskId, subTaskId))
                .findFirst();
    }

    private Controlled apply(Function<Tx, Optional<Order>> what, Request request) {
        try {
            return writer.write(tx ->
                    what.apply(tx).map(order -> apply(order, request, tx)).orElseGet(Controlled.Unknown::new));
        } catch (RaceLost race) {
            return writer.write(tx ->
                    what.apply(tx).map(order -> raced(order, request, tx)).orElseGet(Controlled.Unknown::new));
        }
    }

    private Controlled raced(Order order, Request request, Tx tx) {
        var turn = new Turn(parts, tx);
        return turn.task(order.taskId())
                .map(task -> refused(new Controlled.Raced(task), order, request, task, turn))
                .orElseGet(Controlled.Unknown::new);
    }

    /** What is to be done to what. */
    sealed interface Order {
        long taskId();

        String word();

        @Nullable Long subTaskId();

        /** The state of what is operated. */
        String stateIn(Task task);

        Permit permit(Task task);

        Task carriedOut(Task task, Actor actor, @Nullable String reason, Instant now);
    }

    private record OnTask(TaskOp op, long taskId) implements Order {
        @Override
        public String word() {
            return op.word();
        }

        @Override
        public @Nullable Long subTaskId() {
            return null;
        }

        @Override
        public String stateIn(Task task) {
            return task.state().name();
        }

        @Override
        public Permit permit(Task task) {
            return Permits.of(task, op);
        }

        @Override
        public Task carriedOut(Task task, Actor actor, @Nullable String reason, Instant now) {
            return Operate.on(task, op, now);
        }
    }

    private record OnSubTask(SubTaskOp op, long taskId, Long subTaskId) implements Order {
        @Override
        public String word() {
            return op.word();
        }

        @Override
        public String stateIn(Task task) {
            return task.subTask(subTaskId).state().name();
        }

        @Override
        public Permit permit(Task task) {
            return Permits.of(task, task.subTask(subTaskId), op);
        }

        @Override
        public Task carriedOut(Task task, Actor actor, @Nullable String reason, Instant now) {
            return Operate.on(task, subTaskId, op, actor.user(), reason, now);
        }
    }

    private Controlled apply(Order order, Request request, Tx tx) {
        var turn = new Turn(parts, tx);
        var earlier = Repeats.<Controlled>earlier(request.repeat(), request.actor(), tx,
                Controlled.Repeated::new, Controlled.Mismatch::new);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var found = turn.task(order.taskId());
        if (found.isEmpty()) {
            return new Controlled.Unknown();
        }
        var before = found.get();
        var refusal = refusal(order, request, before, turn);
        return refusal == null
                ? accept(order, request, before, turn)
                : refused(refusal, order, request, before, turn);
    }

    private static Controlled refused(Controlled why, Order order, Request request, Task current, Turn turn) {
        turn.tx().audit(Audits.refused(turn.tx().nextId(), order, request, current, why, turn.now()));
        return why;
    }

    private Controlled accept(Order order, Request request, Task before, Turn turn) {
        var after = order.carriedOut(before, request.actor(), request.reason(), turn.now());
        turn.change(before, after);
        turn.finish();
        var latest = turn.latest(before);
        turn.tx().audit(Audits.accepted(turn.tx().nextId(), order, request, before, latest, turn.now()));
        Repeats.remember(request.repeat(), latest, turn.tx());
        return new Controlled.Accepted(latest);
    }

    private @Nullable Controlled refusal(Order order, Request request, Task before, Turn turn) {
        if (request.ifVersion() != null && request.ifVersion() != before.version()) {
            return new Controlled.VersionChanged(before);
        }
        var permit = order.permit(before);
        if (!permit.allowed()) {
            return new Controlled.Refused(permit, before);
        }
        var after = order.carriedOut(before, request.actor(), request.reason(), turn.now());
        if (before.claimHeld() || !after.wantsClaim()) {
            return null;
        }
        var newer = turn.usedSince(before);
        if (newer.isPresent()) {
            return new Controlled.Expired(turn.task(newer.getAsLong()).orElse(null), before);
        }
        return turn.claim(before.origin().claim()) instanceof Verdict.Refused(var by)
                ? new Controlled.Held(by, turn.task(by.taskId()).orElse(null), before)
                : null;
    }

    private Optional<Effects> rehearse(Order order, Actor actor, Tx tx) {
        var turn = new Turn(parts, tx);
        return turn.task(order.taskId()).map(task -> {
            var permit = order.permit(task);
            if (!permit.allowed()) {
                return new Effects(task, permit, task.direction(), List.of(), List.of(),
                        task.claimHeld() ? Effects.ClaimChange.KEPT : Effects.ClaimChange.NONE, List.of());
            }
            var after = order.carriedOut(task, actor, null, turn.now());
            var played = Rehearsal.of(after, turn.now());
            return new Effects(task, permit, after.direction(), played.runs(), played.undoes(), claim(task, after),
                    conflicts(task, after, tx));
        });
    }

    private static Effects.ClaimChange claim(Task before, Task after) {
        if (before.claimHeld()) {
            return after.wantsClaim() ? Effects.ClaimChange.KEPT : Effects.ClaimChange.FREED;
        }
        return after.wantsClaim() ? Effects.ClaimChange.TAKEN : Effects.ClaimChange.NONE;
    }

    private static List<Hold> conflicts(Task before, Task after, Tx tx) {
        if (before.claimHeld() || !after.wantsClaim()) {
            return List.of();
        }
        return tx.holds().stream()
                .filter(hold -> Exclusion.conflict(before.origin().claim(), hold.claim()))
                .toList();
    }
}
