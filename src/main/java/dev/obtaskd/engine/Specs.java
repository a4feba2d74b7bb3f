package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.Agent;
import dev.obtaskd.catalogue.Filled;
import dev.obtaskd.catalogue.Operation.Action;
import dev.obtaskd.catalogue.Operation;
import dev.obtaskd.catalogue.OperationReader;
import dev.obtaskd.catalogue.TemplatePath;
import dev.obtaskd.catalogue.Templates;
import dev.obtaskd.json.Numbers;
import dev.obtaskd.store.Graphs;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.Graph;
import dev.obtaskd.task.Ids;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a task's sub tasks are to do, from the task's own copy of its operation. */
@ApplicationScoped
public class Specs implements Graphs {

    /** More operations than any host has; tasks of edited ones keep their old copies alive. */
    private static final int KEPT = 512;

    private record Known(Operation operation, Graph graph) {}

    private final Agent self;
    private final Secrets secrets;
    private final Map<String, Known> bySha256 = new ConcurrentHashMap<>();

    Specs(EngineSettings settings, Secrets secrets) {
        this.self = new Agent(settings.agent().ip(), settings.agent().port());
        this.secrets = secrets;
    }

    @Override
    public Graph of(String sha256, String document) {
        return known(sha256, document).graph();
    }

    /** The operation as it was when the task was made. */
    public Operation operation(Task task) {
        return known(task.origin().sha256(), task.origin().document()).operation();
    }

    /** The value without which a READY sub task cannot start, said for people; empty if it has all. */
    Optional<String> missing(Task task, SubTask subTask) {
        var kind = Objects.requireNonNull(subTask.queued()).kind();
        return switch (fill(task, subTask, action(task, subTask, kind), secret -> {})) {
            case Filled.Complete _ -> Optional.empty();
            case Filled.MissingValue(var path) -> Optional.of("step " + subTask.stepId() + " needs " + path
                    + ", which is missing: its step was skipped or did not write it");
        };
    }

    /**
     * What the sub task's present attempt is to do, secrets filled in.
     *
     * @param uses is told every secret value the specification holds
     * @throws IllegalStateException if a value or a secret is missing
     */
    Action action(Task task, SubTask subTask, Consumer<String> uses) {
        var action = action(task, subTask, Objects.requireNonNull(subTask.attempt()).kind());
        return switch (fill(task, subTask, action, uses)) {
            case Filled.Complete(var spec) -> new Action(action.kind(), spec);
            case Filled.MissingValue(var path) -> throw new IllegalStateException(path + " is missing");
        };
    }

    private Action action(Task task, SubTask subTask, AttemptKind kind) {
        var step = operation(task).step(subTask.stepId());
        return kind == AttemptKind.RUN ? step.run() : Objects.requireNonNull(step.rollback());
    }

    private Filled fill(Task task, SubTask subTask, Action action, Consumer<String> uses) {
        var params = Numbers.parse(task.origin().params());
        return Templates.fill(action, path -> switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Fact fact -> Optional.of(fact(task, fact));
            case TemplatePath.Output output -> output(task, subTask, output);
            case TemplatePath.Secret secret -> secret(secret, uses);
        });
    }

    private Optional<JsonNode> secret(TemplatePath.Secret secret, Consumer<String> uses) {
        var value = secrets.value(secret.name());
        value.ifPresent(uses);
        return value.map(TextNode::valueOf);
    }

    private JsonNode fact(Task task, TemplatePath.Fact fact) {
        return switch (fact) {
            case AGENT_IP -> TextNode.valueOf(self.ip());
            case AGENT_PORT -> IntNode.valueOf(self.port());
            case TASK_ID -> TextNode.valueOf(Ids.of(task, task.id(), self.ip(), self.port()));
        };
    }

    /**
     * Empty for a step that {@code when} left out, and for what a rollback asks about its own run;
     * missing for a step that a person skipped.
     */
    private static Optional<JsonNode> output(Task task, SubTask asking, TemplatePath.Output output) {
        var from = output.stepId().equals(asking.stepId()) ? asking : task.of(output.stepId()).getFirst();
        var value = from.output().get(output.name());
        if (value != null) {
            return Optional.of(TextNode.valueOf(value));
        }
        var leftOut = from == asking || (from.skipped() != null && from.skipped().by() == null);
        return leftOut ? Optional.of(TextNode.valueOf("")) : Optional.empty();
    }

    private Known known(String sha256, String document) {
        var known = bySha256.get(sha256);
        if (known == null) {
            if (bySha256.size() >= KEPT) {
                bySha256.clear();
            }
            var operation = OperationReader.read(Numbers.parse(document));
            known = new Known(operation, operation.graph());
            bySha256.put(sha256, known);
        }
        return known;
    }
}
