package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.Agent;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.catalogue.Operation;
import dev.obtaskd.catalogue.Parameters;
import dev.obtaskd.catalogue.Plan;
import dev.obtaskd.catalogue.Planned;
import dev.obtaskd.catalogue.Planner;
import dev.obtaskd.exclusion.Exclusion;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.Verdict;
import dev.obtaskd.json.Numbers;
import dev.obtaskd.store.Tx;
import dev.obtaskd.store.Writer;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Flow;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes tasks from operations: checked and planned first, then stored with their claim in one unit. */
@ApplicationScoped
public class Submit {

    private final Catalogue catalogue;
    private final Writer writer;
    private final Parts parts;
    private final Specs specs;
    private final Agent self;
    private final int maxUnfinished;

    Submit(Catalogue catalogue, Writer writer, Parts parts, Specs specs, EngineSettings settings) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.parts = parts;
        this.specs = specs;
        this.self = new Agent(settings.agent().ip(), settings.agent().port());
        this.maxUnfinished = settings.maxUnfinished();
    }

    /** Submits; {@link Submitted.Accepted} means the task is on disk and its first steps are on their way. */
    public Submitted submit(Submission submission) {
        return switch (propose(submission)) {
            case Sound(var proposal) when writer.belowReserve() && !makesRoom(proposal) ->
                    refused(submission, new Submitted.DiskLow());
            case Sound(var proposal) -> writer.write(tx -> store(submission, proposal, tx));
            case Unsound(var why) -> refused(submission, why);
        };
    }

    /** What was accepted before stays accepted, even if the same request would be refused by now. */
    private Submitted refused(Submission submission, Submitted why) {
        return submission.repeat() == null ? why : writer.write(tx -> earlier(submission, tx).orElse(why));
    }

    private static Optional<Submitted> earlier(Submission submission, Tx tx) {
        return Repeats.earlier(submission.repeat(), submission.actor(), tx, Submitted.Repeated::new, Submitted.Mismatch::new);
    }

    /** Says what a submit would do now, and changes nothing. */
    public Previewed preview(Submission submission) {
        return switch (propose(submission)) {
            case Sound(var proposal) -> writer.write(tx -> possible(proposal, tx));
            case Unsound(var why) -> new Previewed.Impossible(why);
        };
    }

    /** The daemon's own operations are accepted on a nearly full disk too: one of them empties it. */
    private static boolean makesRoom(Proposal proposal) {
        return proposal.operation().hidden();
    }

    private sealed interface Checked {}

    private record Sound(Proposal proposal) implements Checked {}

    private record Unsound(Submitted why) implements Checked {}

    private Checked propose(Submission submission) {
        var entry = catalogue.find(submission.operation());
        if (entry.isEmpty()) {
            return new Unsound(new Submitted.UnknownOperation(submission.operation()));
        }
        var operation = entry.get().operation();
        if (operation == null) {
            var disabled = Objects.requireNonNull(entry.get().disabled());
            return new Unsound(new Submitted.Disabled(submission.operation(), disabled.toString()));
        }
        return switch (operation.params().check(submission.params())) {
            case Parameters.Refused(var errors) -> new Unsound(new Submitted.Invalid(errors));
            case Parameters.Accepted(var params) -> proposed(submission, operation, params);
        };
    }

    private Checked proposed(Submission submission, Operation operation, ObjectNode params) {
        var outside = specs.outside(operation, params);
        if (!outside.isEmpty()) {
            return new Unsound(new Submitted.Invalid(outside));
        }
        return switch (Planner.plan(operation, params, self, List.of(self.address()), submission.hosts())) {
            case Planned.Refused(var errors) -> new Unsound(new Submitted.Invalid(errors));
            case Plan plan -> new Sound(new Proposal(operation, params, plan));
        };
    }

    private Submitted store(Submission submission, Proposal proposal, Tx tx) {
        var turn = new Turn(parts, tx);
        var earlier = earlier(submission, tx);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (parts.book().unfinished() >= maxUnfinished) {
            return new Submitted.TooMany(maxUnfinished);
        }
        if (turn.claim(proposal.plan().claim()) instanceof Verdict.Refused(var by)) {
            tx.audit(Audits.submitRefused(tx.nextId(), submission, "claim.held", turn.now()));
            return new Submitted.Held(by, turn.task(by.taskId()).orElse(null));
        }
        var task = turn.add(Flow.begin(task(submission, proposal, turn), turn.now()));
        turn.finish();
        var latest = turn.latest(task);
        tx.audit(Audits.submitted(tx.nextId(), submission, latest, turn.now()));
        Repeats.remember(submission.repeat(), latest, tx);
        return new Submitted.Accepted(latest);
    }

    private Previewed possible(Proposal proposal, Tx tx) {
        var conflicts = tx.holds().stream()
                .filter(hold -> Exclusion.conflict(proposal.plan().claim(), hold.claim()))
                .toList();
        var owners = conflicts.stream().map(Hold::taskId).map(tx::task).flatMap(Optional::stream).toList();
        return new Previewed.Possible(proposal, conflicts, owners);
    }

    private Task task(Submission submission, Proposal proposal, Turn turn) {
        var subTasks = new ArrayList<SubTask>();
        var id = turn.tx().nextId();
        for (var step : proposal.plan().steps()) {
            for (var host : step.hosts()) {
                var subTask = SubTask.pending(turn.tx().nextId(), step.step().id(), host);
                subTasks.add(step.runs() ? subTask : Flow.leaveOut(subTask, turn.now()));
            }
        }
        var origin = origin(id, submission, proposal, turn);
        return new Task(origin, specs.of(origin.sha256(), origin.document()), subTasks, Direction.FORWARD, false, false,
                false, null, null, null, 0);
    }

    private Origin origin(long id, Submission submission, Proposal proposal, Turn turn) {
        var operation = proposal.operation();
        var document = operation.document();
        var plan = proposal.plan();
        var initiator = new Origin.Initiator(submission.actor().user(), submission.actor().source());
        return new Origin(id, operation.name(), operation.title(), plan.claim(), operation.releaseOnFailure(),
                plan.target(), plan.hosts(), Numbers.json(proposal.params()), document.text(), document.sha256(), initiator, null,
                operation.hidden(), submission.reason(), turn.now());
    }
}
