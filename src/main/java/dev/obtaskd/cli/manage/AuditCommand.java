package dev.obtaskd.cli.manage;

import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.LimitOptions;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.PointInTime;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists entries of the audit, the newest first. */
@Command(
        name = "audit",
        footer = {
            "  obtaskd audit --from 1d --result REFUSED",
            "  obtaskd audit 22130706433181307",
            "  obtaskd audit --actor ann --action retry -o json"
        })
public final class AuditCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Parameters(paramLabel = "TASK", descriptionKey = "audit-task", arity = "0..1")
    private @Nullable String task;

    @Option(names = "--actor", paramLabel = "USER")
    private @Nullable String actor;

    @Option(names = "--action", paramLabel = "ACTION")
    private @Nullable String action;

    @Option(names = "--result", paramLabel = "RESULT")
    private AuditView.@Nullable Result result;

    @Option(names = "--source", paramLabel = "SOURCE")
    private InitiatorView.@Nullable Source source;

    @Option(names = "--address", paramLabel = "ADDRESS")
    private @Nullable String address;

    @Option(names = "--object-type", paramLabel = "TYPE")
    private AuditView.@Nullable ObjectType objectType;

    @Option(names = "--object", paramLabel = "ID")
    private @Nullable String objectId;

    @Option(names = "--from", paramLabel = "TIME")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME")
    private @Nullable String to;

    @Mixin private LimitOptions limit = new LimitOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var clock = context().clock();
        var query =
                Query.of("/api/v2/audit")
                        .with("taskId", task)
                        .with("actor", actor)
                        .with("action", action)
                        .with("result", result)
                        .with("source", source)
                        .with("address", address)
                        .with("objectType", objectType)
                        .with("objectId", objectId)
                        .with("from", PointInTime.of(from, clock))
                        .with("to", PointInTime.of(to, clock));
        var list = daemon().list(query, limit.maximum());
        print(output, list, AuditView.class, columns(), AuditView::id);
        limit.report(list, output, context());
        return ExitCode.DONE;
    }

    private Columns<AuditView> columns() {
        return new Columns<AuditView>()
                .with(MESSAGES.text("column.id"), AuditView::id)
                .with(
                        MESSAGES.text("column.at"),
                        entry -> Times.at(entry.at(), context().clock().getZone()))
                .with(MESSAGES.text("column.user"), AuditView::actor)
                .with(MESSAGES.text("column.source"), AuditView::source)
                .with(MESSAGES.text("column.address"), AuditView::address)
                .with(MESSAGES.text("column.action"), AuditView::action)
                .with(MESSAGES.text("column.object"), AuditCommand::object)
                .withCell(MESSAGES.text("column.result"), entry -> States.cell(entry.result()))
                .with(MESSAGES.text("column.change"), AuditCommand::change)
                .with(MESSAGES.text("column.reason"), AuditView::reason);
    }

    private static String object(AuditView entry) {
        if (entry.objectId() == null) {
            return entry.objectType() == null ? "" : entry.objectType().name();
        }
        return entry.objectType() + " " + entry.objectId();
    }

    private static String change(AuditView entry) {
        if (entry.code() != null) {
            return entry.code() + (entry.holderId() == null ? "" : " " + entry.holderId());
        }
        var before = entry.before() == null ? "" : entry.before() + " -> ";
        return entry.after() == null
                ? entry.before() == null ? "" : entry.before()
                : before + entry.after();
    }
}
