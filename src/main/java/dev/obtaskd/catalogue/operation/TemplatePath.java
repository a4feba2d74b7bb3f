package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A path between <code>${{</code> and <code>}}</code>. */
public sealed interface TemplatePath {

    /** {@code params.a.b}: a parameter, or a member of one. */
    record Param(List<String> names) implements TemplatePath {

        /** The value in a parameter object; a missing node if there is none. */
        public JsonNode in(JsonNode params) {
            var at = params;
            for (var name : names) {
                at = at.isObject() ? at.path(name) : MissingNode.getInstance();
            }
            return at;
        }

        @Override
        public String toString() {
            return "params." + String.join(".", names);
        }
    }

    /** {@code steps.<id>.output.<name>}: an output value of a step. */
    record Output(String stepId, String name) implements TemplatePath {
        @Override
        public String toString() {
            return "steps." + stepId + ".output." + name;
        }
    }

    /** {@code secret:<name>}: a secret, resolved only when it is used. */
    record Secret(String name) implements TemplatePath {
        @Override
        public String toString() {
            return "secret:" + name;
        }
    }

    /** A fact of the daemon; the directories are those that the site allows operations to read. */
    enum Fact implements TemplatePath {
        AGENT_IP("agent.ip"),
        AGENT_PORT("agent.port"),
        AGENT_DATA_DIR("agent.dataDir"),
        COLLECT_DIRECTORIES("agent.collectDirectories"),
        INSPECT_DIRECTORIES("agent.inspectDirectories"),
        TASK_ID("task.id");

        private final String path;

        Fact(String path) {
            this.path = path;
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** Parses a path; empty if it is invalid. */
    static Optional<TemplatePath> parse(String path) {
        for (var fact : Fact.values()) {
            if (fact.path.equals(path)) {
                return Optional.of(fact);
            }
        }
        if (Grammar.PARAM.matcher(path).matches()) {
            return Optional.of(new Param(List.of(path.substring("params.".length()).split("\\."))));
        }
        var secret = Grammar.SECRET.matcher(path);
        if (secret.matches()) {
            return Optional.of(new Secret(secret.group(1)));
        }
        var output = Grammar.OUTPUT.matcher(path);
        return output.matches()
                ? Optional.of(new Output(output.group(1), output.group(2)))
                : Optional.empty();
    }

    /** The forms of a path. */
    final class Grammar {
        private static final Pattern PARAM = Pattern.compile("params(\\.[A-Za-z0-9_-]+)+");
        private static final Pattern SECRET =
                Pattern.compile("secret:([A-Za-z0-9][A-Za-z0-9._-]*)");
        private static final Pattern OUTPUT =
                Pattern.compile("steps\\.([a-z0-9][a-z0-9.-]*)\\.output\\.([A-Za-z0-9_-]+)");

        private Grammar() {}
    }
}
