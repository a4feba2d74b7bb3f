package dev.obtaskd.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.output.Documents;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the daemon. */
@Command
public abstract class ApiCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of("cli");

    @Spec private @Nullable CommandSpec spec;

    private @Nullable Daemon daemon;

    /** Does the work of the command. */
    protected abstract ExitCode run();

    @Override
    public final Integer call() {
        return run().number();
    }

    protected final CommandContext context() {
        return root().context();
    }

    protected final Daemon daemon() {
        if (daemon == null) {
            daemon = new DaemonConnector(root().connection(), context()).daemon();
        }
        return daemon;
    }

    protected final String say(LocalizedText text) {
        return context().say(text);
    }

    protected final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not a part of the command line");
        }
        return spec;
    }

    /** Prints text that is for people. */
    protected final void print(LocalizedText text) {
        context().out().println(say(text));
    }

    /** Prints a value as a document, or its name. */
    protected final void print(OutputOptions options, JsonNode value, String name) {
        var out = context().out();
        switch (options.format()) {
            case json -> out.print(Documents.json(value));
            case yaml -> out.print(Documents.yaml(value));
            case name, table -> out.println(name);
        }
    }

    /**
     * Prints a list.
     *
     * @param list has the member {@code items}
     * @param name of an item, for the format {@code name}
     */
    protected final <T> void print(
            OutputOptions options,
            JsonNode list,
            Class<T> type,
            Columns<T> columns,
            Function<T, String> name) {
        var out = context().out();
        switch (options.format()) {
            case json -> out.print(Documents.json(list));
            case yaml -> out.print(Documents.yaml(list));
            case name -> Json.readAll(list, type).forEach(item -> out.println(name.apply(item)));
            case table -> {
                var items = Json.readAll(list, type);
                if (items.isEmpty()) {
                    context().note(MESSAGES.text("list.empty"));
                } else {
                    options.print(context(), items, columns);
                }
            }
        }
    }

    protected final RootCommand root() {
        return (RootCommand) spec().root().userObject();
    }
}
