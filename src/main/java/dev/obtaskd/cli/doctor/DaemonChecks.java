package dev.obtaskd.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.CauseView;
import dev.obtaskd.api.v2.wire.OperationView;
import dev.obtaskd.api.v2.wire.agent.AgentView;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.client.RefusedException;
import dev.obtaskd.cli.client.UnreachableException;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the daemon itself reports. */
final class DaemonChecks {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final Duration MAX_SKEW = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 2_000;

    /** Disk above the reserve that is still little. */
    private static final long LITTLE = 1L << 30;

    private static final long MEBIBYTE = 1L << 20;

    private final Daemon daemon;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    DaemonChecks(Daemon daemon, Clock clock) {
        this.daemon = daemon;
        this.clock = clock;
    }

    List<Finding> findings() {
        try {
            health(daemon.look(Query.of("/q/health")));
            agents();
            configuration();
            attention();
        } catch (RefusedException e) {
            findings.add(
                    Finding.problem(
                            "login",
                            MESSAGES.text("doctor.refused", e.problem().detail()),
                            MESSAGES.text("refused.login")));
        } catch (UnreachableException e) {
            findings.add(
                    Finding.problem(
                            "daemon",
                            MESSAGES.text(
                                    "doctor.unreachable",
                                    daemon.endpoint().name(),
                                    String.valueOf(e.reason().getMessage())),
                            MESSAGES.text("doctor.unreachable.advice")));
        }
        return findings;
    }

    private void health(JsonNode health) {
        findings.add(
                Finding.ok("daemon", MESSAGES.text("doctor.answers", daemon.endpoint().name())));
        for (var check : health.path("checks")) {
            var name = check.path("name").asText();
            var data = check.path("data");
            if (!check.path("status").asText().equals("UP")) {
                findings.add(
                        Finding.problem(
                                name,
                                MESSAGES.text(
                                        "doctor.down", name, data.isMissingNode() ? "" : data),
                                advice(name)));
            } else if (name.equals("disk")) {
                disk(data);
            } else if (name.equals("store")) {
                findings.add(Finding.ok("store", MESSAGES.text("doctor.store")));
            }
        }
    }

    private static LocalizedText advice(String check) {
        return switch (check) {
            case "disk" -> MESSAGES.text("doctor.disk.advice");
            case "store", "store thread", "recovery" -> MESSAGES.text("doctor.store.advice");
            default -> MESSAGES.text("doctor.down.advice");
        };
    }

    private void disk(JsonNode data) {
        var free = data.path("freeBytes").asLong();
        var reserve = data.path("reserveBytes").asLong();
        var text = MESSAGES.text("doctor.disk", free / MEBIBYTE, reserve / MEBIBYTE);
        findings.add(
                free - reserve < LITTLE
                        ? Finding.warning("disk", text, MESSAGES.text("doctor.disk.advice"))
                        : Finding.ok("disk", text));
    }

    private void agents() {
        var before = clock.instant();
        var agents = Json.readAll(daemon.list(Query.of("/api/v2/agents"), 500), AgentView.class);
        for (var agent : agents) {
            if (agent.self()) {
                var skew = Duration.between(before, agent.lastContactAt()).abs();
                findings.add(
                        skew.compareTo(MAX_SKEW) > 0
                                ? Finding.warning(
                                        "clock",
                                        MESSAGES.text("doctor.skew", Times.duration(skew)),
                                        MESSAGES.text("doctor.skew.advice"))
                                : Finding.ok("clock", MESSAGES.text("doctor.no-skew")));
                port(agent.address());
            } else if (agent.state() == AgentView.AgentState.AWAY) {
                findings.add(
                        Finding.warning(
                                "agent",
                                MESSAGES.text("doctor.away", agent.address()),
                                MESSAGES.text("doctor.away.advice")));
            }
        }
    }

    /** The port answers at the address that the agent gives to others. */
    private void port(String address) {
        var colon = address.lastIndexOf(':');
        var host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        var failure = connect(host, Integer.parseInt(address.substring(colon + 1)));
        findings.add(
                failure == null
                        ? Finding.ok("port", MESSAGES.text("doctor.port", address))
                        : Finding.warning(
                                "port",
                                MESSAGES.text("doctor.port.closed", address, failure),
                                MESSAGES.text("doctor.port.advice")));
    }

    static @Nullable String connect(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void configuration() {
        var operations =
                Json.readAll(
                        daemon.list(Query.of("/api/v2/operations"), Integer.MAX_VALUE),
                        OperationView.class);
        var disabled = operations.stream().filter(each -> each.disabled() != null).toList();
        for (var operation : disabled) {
            var flaw = operation.disabled();
            if (flaw != null) {
                findings.add(
                        Finding.problem(
                                "configuration",
                                MESSAGES.text(
                                        "doctor.operation",
                                        operation.name(),
                                        flaw.file(),
                                        flaw.line(),
                                        flaw.message()),
                                MESSAGES.text("doctor.operation.advice", flaw.file())));
            }
        }
        if (disabled.isEmpty()) {
            findings.add(
                    Finding.ok(
                            "configuration",
                            MESSAGES.text("doctor.operations", operations.size())));
        }
    }

    private void attention() {
        var causes = Json.readAll(daemon.list(Query.of("/api/v2/attention"), 100), CauseView.class);
        if (causes.isEmpty()) {
            findings.add(Finding.ok("tasks", MESSAGES.text("status.nothing")));
            return;
        }
        for (var cause : causes) {
            findings.add(
                    Finding.warning(
                            "tasks",
                            MESSAGES.text("doctor.cause", cause.title(), cause.count()),
                            cause.tasks().isEmpty()
                                    ? MESSAGES.text("doctor.cause.advice")
                                    : MESSAGES.text(
                                            "doctor.task.advice", cause.tasks().getFirst().id())));
        }
    }
}
