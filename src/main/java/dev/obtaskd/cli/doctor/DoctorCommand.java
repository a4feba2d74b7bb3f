package dev.obtaskd.cli.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.cli.client.SocketEndpoint;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.output.DisplayWidth;
import dev.obtaskd.cli.output.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for problems of the daemon and of this host, and says what to do. */
@Command(
        name = "doctor",
        footer = {"  obtaskd doctor", "  obtaskd doctor -o json"})
public final class DoctorCommand extends ApiCommand {

    private static final int NAME_WIDTH = 16;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var findings = new ArrayList<>(new DaemonChecks(daemon(), context().clock()).findings());
        if (daemon().endpoint() instanceof SocketEndpoint socket) {
            findings.addAll(new DataDirectoryChecks(socket.path()).findings());
            var oceanBase = context().variable("OBTASKD_OCEANBASE_ADDRESS");
            findings.addAll(new HostChecks(Path.of("/"), oceanBase).findings());
        }
        if (output.human()) {
            findings.forEach(this::show);
        } else {
            print(output, document(findings), worst(findings).name());
        }
        return worst(findings) == Finding.Level.PROBLEM ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void show(Finding finding) {
        var level = finding.level();
        context()
                .out()
                .println(
                        context().styled(level.style(), level.mark(context().unicode()))
                                + " "
                                + DisplayWidth.pad(finding.check(), NAME_WIDTH)
                                + VisibleText.of(say(finding.text())));
        if (finding.advice() != null) {
            context()
                    .out()
                    .println(
                            " ".repeat(NAME_WIDTH + 2)
                                    + (context().unicode() ? "→ " : "-> ")
                                    + VisibleText.of(say(finding.advice())));
        }
    }

    private ObjectNode document(List<Finding> findings) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("result", worst(findings).name());
        var items = document.putArray("items");
        for (var finding : findings) {
            items.addObject()
                    .put("check", finding.check())
                    .put("level", finding.level().name())
                    .put("text", say(finding.text()))
                    .put("advice", finding.advice() == null ? null : say(finding.advice()));
        }
        return document;
    }

    private static Finding.Level worst(List<Finding> findings) {
        return findings.stream().map(Finding::level).max(Enum::compareTo).orElse(Finding.Level.OK);
    }
}
