package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.TaskRequest;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.command.CommandContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What task to create. */
final class SubmitOptions {

    @Parameters(paramLabel = "OPERATION", descriptionKey = "operation-name")
    String operation = "";

    @Mixin private ParameterOptions params = new ParameterOptions();

    @Option(names = "--host", paramLabel = "IP:PORT", split = ",", descriptionKey = "run-host")
    private @Nullable List<String> hosts;

    @Option(names = "--reason", paramLabel = "TEXT")
    private @Nullable String reason;

    TaskRequest request(Daemon daemon, CommandContext context) {
        return new TaskRequest(operation, params.read(daemon, context, operation), hosts, reason);
    }
}
