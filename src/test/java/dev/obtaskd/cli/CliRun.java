package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.OperationFileCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command with its exit code and output, run as a user enters it.
 *
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error output
 */
record CliRun(int code, String out, String err) {

    /** What surrounds a command; by default no terminal and no environment. */
    static final class Shell {

        private final Map<String, String> environment = new HashMap<>();
        private String input = "";
        private boolean terminal;
        private OperationFileCheck check = (file, content) -> List.of();

        Shell with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Shell input(String text) {
            input = text;
            return this;
        }

        Shell checks(OperationFileCheck files) {
            check = files;
            return this;
        }

        Shell terminal() {
            terminal = true;
            return this;
        }

        CliRun run(String... args) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var context =
                    new CommandContext(
                            environment,
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            terminal,
                            false,
                            Clock.systemUTC());
            var code = CommandLineClient.run(context, check, args);
            return new CliRun(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    /** A shell on the host of a daemon with this data directory. */
    static Shell on(Path data) {
        return new Shell().with("OBTASKD_DATA_DIR", data.toString());
    }

    /** A shell that has no daemon. */
    static Shell alone() {
        return new Shell();
    }

    /** The output with ids, times and durations replaced. */
    String golden() {
        return out.replaceAll("\\b[1-5]\\d{10,}\\b", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("/\\S*obtaskd-script-[a-z-]+", "DIR")
                .replaceAll("/\\S*/broken\\.yaml", "FILE")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "AGENT")
                .replaceAll(" +", " ")
                .replaceAll("(?m) $", "");
    }
}
