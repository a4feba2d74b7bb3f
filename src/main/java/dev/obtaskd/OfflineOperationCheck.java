package dev.obtaskd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.check.OperationCheck;
import dev.obtaskd.cli.command.OperationFileCheck;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.step.exec.ExecSpecChecker;
import dev.obtaskd.step.file.FileSpecChecker;
import dev.obtaskd.step.http.HttpSpecChecker;
import dev.obtaskd.step.wait.WaitSpecChecker;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The check of operation files for the command line: the daemon's own, without a daemon. */
final class OfflineOperationCheck implements OperationFileCheck {

    /** The kinds that files of a site may use. */
    static final Map<String, Function<JsonNode, List<Flaw>>> KINDS =
            Map.of(
                    "exec", ExecSpecChecker::flaws,
                    "file", FileSpecChecker::flaws,
                    "http", HttpSpecChecker::flaws,
                    "wait", WaitSpecChecker::flaws);

    @Override
    public List<Finding> check(String file, byte[] content) {
        var checked = new OperationCheck(KINDS).check(file, content);
        return Stream.concat(
                        checked.flaws().stream().map(flaw -> new Finding(true, flaw.text())),
                        checked.warnings().stream().map(flaw -> new Finding(false, flaw.text())))
                .toList();
    }
}
