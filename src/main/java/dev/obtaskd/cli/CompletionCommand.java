package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.RootCommand;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script with which a shell completes commands and options. */
@Command(
        name = "completion",
        footer = {
            "  source <(obtaskd completion bash)",
            "  obtaskd completion bash > /usr/share/bash-completion/completions/obtaskd",
            "  obtaskd completion zsh > ~/.zsh/completions/_obtaskd"
        })
final class CompletionCommand implements Callable<Integer> {

    /** Shells with a script. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", descriptionKey = "shell")
    private @Nullable Shell shell;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var root = Objects.requireNonNull(spec).root();
        CommandContext context = ((RootCommand) root.userObject()).context();
        var script = AutoComplete.bash("obtaskd", root.commandLine());
        if (shell == Shell.zsh) {
            // The script loads the bash completion of zsh by itself.
            context.out().println("#compdef obtaskd");
            // A command of bash only, which the script calls.
            context.out().println("whence compopt >/dev/null || compopt() { return 0 }");
        }
        context.out().print(script);
        return 0;
    }
}
