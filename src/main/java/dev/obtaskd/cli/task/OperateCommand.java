package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.client.RefusedException;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ErrorMessages;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.text.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An operation on tasks. One that is refused does not keep it from the others. */
@Command
abstract class OperateCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Parameters(paramLabel = "TASK", descriptionKey = "tasks", arity = "1..*")
    private List<String> ids = List.of();

    @Option(names = "--reason", paramLabel = "TEXT")
    private @Nullable String reason;

    @Mixin private FollowOptions follow = new FollowOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    /** The last segment of the path of the operation. */
    abstract String op();

    /** The body of a request for a task. */
    abstract Object body(String id, @Nullable String reason);

    /** Asks the user before something that cannot be undone; false to do nothing. */
    boolean confirmed(List<String> tasks) {
        return true;
    }

    /** Which sub tasks are meant; null if the operation is about whole tasks only. */
    @Nullable SubTaskChoice choice() {
        return null;
    }

    /** Whether only the effects are shown. */
    boolean dryRun() {
        return false;
    }

    @Override
    protected final ExitCode run() {
        follow.check(output);
        if (!dryRun() && !confirmed(ids)) {
            throw new CommandException(ExitCode.REFUSED, MESSAGES.text("confirm.no"));
        }
        var code = ExitCode.DONE;
        for (var id : ids) {
            var end = operate(id);
            code = code == ExitCode.DONE ? end : code;
        }
        return code;
    }

    private ExitCode operate(String id) {
        try {
            var choice = choice();
            var logs = follow.logs(daemon(), context());
            if (logs != null) {
                logs.skip(SubTaskChoice.task(daemon(), id));
            }
            if (choice != null && choice.made()) {
                for (var subTask : choice.of(SubTaskChoice.task(daemon(), id))) {
                    operate(
                            Query.of("/api/v2/subtasks/{}/{}", subTask.id(), op()),
                            id,
                            subTask.id());
                }
            } else {
                var path = Query.of("/api/v2/tasks/{}/{}", id, op());
                if (dryRun()) {
                    return dryRun(path.with("dryRun", "true"), id);
                }
                operate(path, id, id);
            }
            return follow.stays()
                    ? FollowOptions.watch(daemon(), context(), id, logs, follow.timeout)
                    : ExitCode.DONE;
        } catch (RefusedException refused) {
            if (ids.size() == 1) {
                throw refused;
            }
            return new ErrorMessages(context()).report(refused);
        }
    }

    private void operate(Query path, String taskId, String id) {
        JsonNode json = daemon().change(path, body(taskId, reason));
        print(output, json, output.human() ? id + " " + json.path("state").asText() : id);
        context().out().flush();
    }

    private ExitCode dryRun(Query path, String id) {
        JsonNode json = daemon().send("POST", path, body(id, reason));
        var effects = Json.read(json, EffectsView.class);
        if (output.human()) {
            new EffectsSheet(context()).print(effects, SubTaskChoice.task(daemon(), id));
        } else {
            print(output, json, id);
        }
        if (effects.allowed()) {
            return ExitCode.DONE;
        }
        return effects.conflicts().isEmpty() ? ExitCode.REFUSED : ExitCode.CLAIM_HELD;
    }
}
