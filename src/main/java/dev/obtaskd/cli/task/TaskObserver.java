package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a task: on a terminal as bars that are drawn again in place, elsewhere as a
 * line for each step that changes.
 */
final class TaskObserver implements TaskWait.Observer {

    private static final Messages MESSAGES = Messages.of("cli");

    /** For durations that grow, on a terminal. */
    private static final Duration TERMINAL_TICK = Duration.ofSeconds(1);

    /** For lines of more logs than a stream of events can announce. */
    private static final Duration LOG_TICK = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofSeconds(30);

    private final CommandContext context;
    private final @Nullable TaskLogs logs;
    private final Screen screen;
    private final ProgressView view;
    private final Map<String, @Nullable TaskState> shown = new HashMap<>();
    private boolean polled;

    /**
     * @param logs the logs to print too; null for none
     */
    TaskObserver(CommandContext context, @Nullable TaskLogs logs) {
        this.context = context;
        this.logs = logs;
        this.screen = new Screen(context.out());
        this.view = new ProgressView(context);
    }

    @Override
    public @Nullable ExitCode read(TaskDetailView detail) {
        if (context.terminal()) {
            if (logs != null) {
                screen.clear();
                logs.print(detail);
            }
            screen.draw(view.lines(detail));
        } else {
            detail.steps().forEach(this::line);
            if (logs != null) {
                logs.print(detail);
            }
        }
        context.out().flush();
        var end = TaskProgress.end(detail.task());
        if (end != null) {
            end(detail);
        }
        return end;
    }

    @Override
    public List<String> topics(TaskDetailView task) {
        var topics = logs == null ? List.<String>of() : logs.topics(task);
        polled = logs != null && topics.isEmpty();
        return topics;
    }

    @Override
    public Duration tick() {
        if (polled) {
            return LOG_TICK;
        }
        return context.terminal() ? TERMINAL_TICK : TICK;
    }

    private void line(StepView step) {
        var before = shown.put(step.id(), step.state());
        if (step.state() != before && step.state() != TaskState.PENDING) {
            context.err().println(VisibleText.of(step.id() + " " + step.state()));
        }
    }

    private void end(TaskDetailView detail) {
        var task = detail.task();
        var state = String.valueOf(task.state());
        context.err()
                .println(
                        VisibleText.of(context.say(task.name()) + " " + task.id())
                                + " "
                                + (context.terminal()
                                        ? context.styled(States.style(state), state)
                                        : state));
        if (!TaskProgress.needsUser(task)) {
            return;
        }
        var focus = detail.focus();
        if (focus != null && focus.text() != null) {
            context.err()
                    .println(
                            context.terminal()
                                    ? context.styled(Style.RED, VisibleText.of(focus.text()))
                                    : VisibleText.of(focus.text()));
        }
        context.note(MESSAGES.text("follow.needs-user", TaskSheet.allowed(task), task.id()));
    }
}
