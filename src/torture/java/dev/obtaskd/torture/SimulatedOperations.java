package dev.obtaskd.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.engine.SimulatedDaemon;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The operations of all simulations, the same in every run: small graphs of every shape, claim and
 * step rule. They are written as site files, so that the daemon's own catalogue reads and checks
 * them.
 */
final class SimulatedOperations {

    static final int COUNT = 480;

    /** Programs survive the death of the daemon; calls do not. */
    static final String PROGRAM = "program";

    static final String CALL = "call";

    private static final int MAX_STEPS = 6;

    private final Random random = new Random(20260101);

    private SimulatedOperations() {}

    /** Writes all operations to a directory and loads them. */
    static SimulatedDaemon.Site site(Path directory) {
        try {
            var place = Files.createDirectories(directory.resolve("operations"));
            var operations = new SimulatedOperations();
            for (int i = 0; i < COUNT; i++) {
                Files.writeString(place.resolve(name(i) + ".yaml"), operations.operation(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SimulatedDaemon.Site.of(directory, List.of(new Kind(PROGRAM), new Kind(CALL)));
    }

    /** The larger the number, the more steps the operation has. */
    static String name(int number) {
        return "sim." + number;
    }

    private static int steps(int number) {
        return 1 + number * MAX_STEPS / COUNT;
    }

    private String operation(int number) {
        var yaml =
                new StringBuilder(
                        "operation: "
                                + name(number)
                                + "\ntitle: {en: T, zh: 测}\ndescription: {en: D, zh: 测}\n");
        yaml.append(claim());
        if (random.nextInt(3) == 0) {
            yaml.append("releaseOnFailure: true\n");
        }
        yaml.append("steps:\n");
        var before = new ArrayList<String>();
        for (int i = 0; i < steps(number); i++) {
            yaml.append(step("s" + i, before));
            before.add("s" + i);
        }
        return yaml.toString();
    }

    private String claim() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "scope: LOCAL\nmaintenance: {type: GLOBAL}\n";
            case 2 -> "scope: LOCAL\nmaintenance: {type: OBPROXY}\n";
            case 3, 4 -> "scope: CLUSTER\nmaintenance: {type: GLOBAL}\n";
            case 5, 6, 7 ->
                    "scope: CLUSTER\nmaintenance: {type: TENANT, key: "
                            + (random.nextBoolean() ? "a" : "b")
                            + "}\n";
            case 8 -> "scope: CLUSTER\nmaintenance: {type: NONE}\n";
            default -> "scope: LOCAL\nmaintenance: {type: NONE}\n";
        };
    }

    private String step(String id, List<String> before) {
        var needs = before.stream().filter(step -> random.nextInt(5) < 2).toList();
        var kind = random.nextInt(4) == 0 ? CALL : PROGRAM;
        var value =
                !needs.isEmpty() && random.nextInt(4) == 0
                        ? "\"${{ steps." + needs.getFirst() + ".output.x }}\""
                        : "1";
        var yaml =
                new StringBuilder(
                        "  - id: "
                                + id
                                + "\n    title: {en: S, zh: 步}\n    needs: "
                                + needs
                                + "\n");
        yaml.append("    run: {").append(kind).append(": {value: ").append(value).append("}}\n");
        yaml.append("    rollback: ").append(rollback(kind)).append('\n');
        yaml.append("    timeout: ").append(1 + random.nextInt(20)).append("m\n");
        yaml.append("    onRestart: ").append(random.nextBoolean() ? "rerun" : "fail").append('\n');
        if (random.nextInt(4) == 0) {
            yaml.append("    retries: {times: ")
                    .append(1 + random.nextInt(2))
                    .append(", delay: 5s}\n");
        }
        if (random.nextInt(4) == 0) {
            yaml.append("    allow: {retry: ")
                    .append(random.nextBoolean())
                    .append(", skip: ")
                    .append(random.nextBoolean())
                    .append(", cancel: ")
                    .append(random.nextBoolean())
                    .append("}\n");
        }
        return yaml.toString();
    }

    private String rollback(String kind) {
        return switch (random.nextInt(8)) {
            case 0 -> "none";
            case 1, 2 -> "noop";
            default -> "{" + kind + ": {value: 2}}";
        };
    }

    /** A step kind of which only the name is used: the simulation does its work. */
    private record Kind(String name) implements StepKind {
        @Override
        public List<Flaw> check(JsonNode spec) {
            return List.of();
        }

        @Override
        public AttemptResult run(JsonNode spec, StepContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String describe(JsonNode spec) {
            return name;
        }
    }
}
