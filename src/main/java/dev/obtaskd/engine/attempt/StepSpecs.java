package dev.obtaskd.engine.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.Operation.Action;
import dev.obtaskd.catalogue.operation.OperationReader;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.catalogue.operation.TemplateFiller;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.operation.TemplateResult;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.store.GraphSource;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskGraph;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a task's sub tasks are to do, from the task's own copy of its operation. */
@ApplicationScoped
public class StepSpecs implements GraphSource {

    /** More operations than any host has; tasks of edited ones keep their old copies alive. */
    private static final int KEPT = 512;

    private static final String MASK = "******";
    private static final JsonNode NOTHING = TextNode.valueOf("");

    private record CachedOperation(Operation operation, TaskGraph graph) {}

    private final AgentAddress self;
    private final SecretStore secrets;
    private final DirectoryRules directories;
    private final Cache<String, CachedOperation> bySha256 = Caches.sized(KEPT).build();

    public StepSpecs(EngineSettings settings, SecretStore secrets, DirectoryRules directories) {
        this.self = settings.agent().address();
        this.secrets = secrets;
        this.directories = directories;
    }

    @Override
    public TaskGraph of(String sha256, String document) {
        return cached(sha256, document).graph();
    }

    /** The operation as it was when the task was made. */
    public Operation operation(Task task) {
        return cached(task.origin().sha256(), task.origin().document()).operation();
    }

    /** Which directories a request must not name; empty if it names none of those. */
    public List<ParameterError> disallowedDirectories(Operation operation, JsonNode params) {
        return directories.check(operation.params(), params);
    }

    /**
     * The value without which a READY sub task cannot start, said for people; empty if it has all.
     * Asked within units of work: looks at nothing but the task. Secrets count as there, and the
     * attempt finds out. What goes wrong here fails this sub task alone.
     */
    public Optional<String> missingValue(Task task, SubTask subTask) {
        try {
            var action = action(task, subTask, Objects.requireNonNull(subTask.queued()).kind());
            return switch (TemplateFiller.fill(action, path -> written(task, subTask, path))) {
                case TemplateResult.Complete _ -> Optional.empty();
                case TemplateResult.MissingValue(var path) ->
                        Optional.of(
                                "step "
                                        + subTask.stepId()
                                        + " needs "
                                        + path
                                        + ", which is missing: its step was skipped or did not"
                                        + " write it");
            };
        } catch (RuntimeException | StackOverflowError broken) {
            return Optional.of(
                    "step "
                            + subTask.stepId()
                            + " cannot be prepared: "
                            + (broken instanceof UnreadableOperationException
                                    ? broken.getMessage()
                                    : broken));
        }
    }

    private static Optional<JsonNode> written(Task task, SubTask subTask, TemplatePath path) {
        return path instanceof TemplatePath.Output output
                ? output(task, subTask, output).map(value -> NOTHING)
                : Optional.of(NOTHING);
    }

    /**
     * What the sub task's present attempt is to do, secrets filled in.
     *
     * @param uses is told every secret value the specification holds
     * @throws InvalidSecretException if a secret cannot be used
     * @throws UnreadableOperationException if the task's copy of its operation cannot be read
     * @throws IllegalStateException if a value is missing
     */
    public Action action(Task task, SubTask subTask, Consumer<String> uses) {
        return filled(
                task,
                subTask,
                name -> {
                    var value = secrets.value(name);
                    uses.accept(value);
                    return value;
                });
    }

    /**
     * The same with nothing in the place of the secrets that cannot be used: good only for ending
     * the attempt.
     */
    Action actionWithoutInvalidSecrets(Task task, SubTask subTask, Consumer<String> uses) {
        return filled(
                task,
                subTask,
                name -> {
                    try {
                        var value = secrets.value(name);
                        uses.accept(value);
                        return value;
                    } catch (InvalidSecretException unfit) {
                        return "";
                    }
                });
    }

    /**
     * The same with a mask in the place of secrets and of secret parameters: good only for showing
     * it.
     */
    Action masked(Task task, SubTask subTask) {
        return filled(task, subTask, maskedParams(task, subTask), name -> MASK);
    }

    /**
     * The same for an attempt that may come, with templates in the place of outputs that are not
     * known yet; empty if the step has no such action.
     *
     * @param params without secret ones
     * @param rerun the steps that run before it, so that their outputs change
     * @throws UnreadableOperationException if the task's copy of its operation cannot be read
     */
    public Optional<Action> preview(
            Task task, SubTask subTask, AttemptKind kind, JsonNode params, Set<String> rerun) {
        var step = operation(task).step(subTask.stepId());
        var action = kind == AttemptKind.RUN ? step.run() : step.rollback();
        return action == null
                ? Optional.empty()
                : Optional.of(
                        complete(
                                action,
                                TemplateFiller.fill(
                                        action,
                                        path ->
                                                value(task, subTask, path, params, name -> MASK)
                                                        .filter(value -> known(path, rerun))
                                                        .or(() -> Optional.of(template(path))))));
    }

    private static boolean known(TemplatePath path, Set<String> rerun) {
        return !(path instanceof TemplatePath.Output(var stepId, var _) && rerun.contains(stepId));
    }

    private static JsonNode template(TemplatePath path) {
        return TextNode.valueOf("${{ " + path + " }}");
    }

    /**
     * The parameters of the sub task's present attempt without secret ones.
     *
     * @throws UnreadableOperationException if the task's copy of its operation cannot be read
     */
    JsonNode maskedParams(Task task, SubTask subTask) {
        return operation(task).params().masked(params(task, subTask));
    }

    private static JsonNode params(Task task, SubTask subTask) {
        return ExactNumbers.parse(
                task.params(Objects.requireNonNull(subTask.attempt()).paramsRevision()));
    }

    /**
     * The same for a task whose operation cannot be read. Only programs outlive the daemon, so it
     * ends what may be one.
     */
    Action actionToEndProgram() {
        return new Action("exec", JsonNodeFactory.instance.objectNode());
    }

    private Action filled(Task task, SubTask subTask, UnaryOperator<String> secret) {
        return filled(task, subTask, params(task, subTask), secret);
    }

    private Action filled(
            Task task, SubTask subTask, JsonNode params, UnaryOperator<String> secret) {
        var action = action(task, subTask, Objects.requireNonNull(subTask.attempt()).kind());
        return complete(
                action,
                TemplateFiller.fill(action, path -> value(task, subTask, path, params, secret)));
    }

    private static Action complete(Action action, TemplateResult filled) {
        return switch (filled) {
            case TemplateResult.Complete(var spec) -> new Action(action.kind(), spec);
            case TemplateResult.MissingValue(var path) ->
                    throw new IllegalStateException(path + " is missing");
        };
    }

    private Action action(Task task, SubTask subTask, AttemptKind kind) {
        var step = operation(task).step(subTask.stepId());
        return kind == AttemptKind.RUN ? step.run() : Objects.requireNonNull(step.rollback());
    }

    private Optional<JsonNode> value(
            Task task,
            SubTask subTask,
            TemplatePath path,
            JsonNode params,
            UnaryOperator<String> secret) {
        return switch (path) {
            case TemplatePath.Param param -> Optional.of(param.in(params));
            case TemplatePath.Fact fact -> Optional.of(fact(task, fact));
            case TemplatePath.Output output -> output(task, subTask, output);
            case TemplatePath.Secret(var name) -> Optional.of(TextNode.valueOf(secret.apply(name)));
        };
    }

    private JsonNode fact(Task task, TemplatePath.Fact fact) {
        return switch (fact) {
            case AGENT_IP -> TextNode.valueOf(self.ip());
            case AGENT_PORT -> IntNode.valueOf(self.port());
            case AGENT_DATA_DIR -> TextNode.valueOf(directories.dataDir());
            case COLLECT_DIRECTORIES, INSPECT_DIRECTORIES ->
                    texts(directories.allowed().getOrDefault(fact, List.of()));
            case TASK_ID ->
                    TextNode.valueOf(GenericIds.of(task, task.id().number(), self).toString());
        };
    }

    private static JsonNode texts(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * Empty for a step that {@code when} left out, and for what a rollback asks about its own run;
     * missing for a step that a person skipped.
     */
    private static Optional<JsonNode> output(
            Task task, SubTask asking, TemplatePath.Output output) {
        var from =
                output.stepId().equals(asking.stepId())
                        ? asking
                        : task.subTasksOf(output.stepId()).getFirst();
        var value =
                from == asking
                        ? ownOutput(asking, output.name())
                        : from.output().get(output.name());
        if (value != null) {
            return Optional.of(TextNode.valueOf(value));
        }
        var leftOut = from == asking || (from.skipped() != null && from.skipped().by() == null);
        return leftOut ? Optional.of(TextNode.valueOf("")) : Optional.empty();
    }

    /** A rollback sees what the runs that it undoes wrote, also those that failed. */
    private static @Nullable String ownOutput(SubTask asking, String name) {
        // A task of an earlier version of the daemon has only the output of its last successful
        // run.
        return (asking.written().isEmpty() ? asking.output() : asking.written()).get(name);
    }

    private CachedOperation cached(String sha256, String document) {
        var known = bySha256.getIfPresent(sha256);
        if (known == null) {
            known = read(sha256, document);
            bySha256.put(sha256, known);
        }
        return known;
    }

    private static CachedOperation read(String sha256, String document) {
        try {
            var operation = OperationReader.read(ExactNumbers.parse(document));
            return new CachedOperation(operation, operation.graph());
        } catch (RuntimeException | StackOverflowError broken) {
            throw new UnreadableOperationException(sha256, broken);
        }
    }
}
