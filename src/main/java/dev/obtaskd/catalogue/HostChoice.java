package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agents that a task may use and those that the request names. */
final class HostChoice {

    private static final Messages MESSAGES = Messages.of("catalogue");
    private static final int MAX_SHOWN = 10;

    private final Map<String, AgentAddress> known = new LinkedHashMap<>();
    private final List<AgentAddress> ofTask;
    private final List<ParameterError> errors = new ArrayList<>();

    HostChoice(TaskScope scope, AgentAddress self, List<AgentAddress> agents, List<String> wanted) {
        // This agent first, so that "one" prefers it.
        known.put(self.toString(), self);
        if (scope == TaskScope.CLUSTER) {
            agents.forEach(agent -> known.putIfAbsent(agent.toString(), agent));
        }
        for (var host : wanted) {
            check(host, "hosts", errors);
        }
        ofTask =
                wanted.isEmpty() || !errors.isEmpty()
                        ? List.copyOf(known.values())
                        : wanted.stream().distinct().map(known::get).toList();
    }

    /** Errors of the agents in the request. */
    List<ParameterError> errors() {
        return errors;
    }

    /** Every agent of the task; at least one. */
    List<AgentAddress> ofTask() {
        return ofTask;
    }

    /**
     * The agents that a value names, a string or an array of strings.
     *
     * @param errors receives their errors
     */
    List<AgentAddress> named(JsonNode value, String field, List<ParameterError> errors) {
        var named = new LinkedHashSet<AgentAddress>();
        if (value.isArray()) {
            value.forEach(host -> add(host, field, named, errors));
        } else {
            add(value, field, named, errors);
        }
        if (named.isEmpty() && errors.isEmpty()) {
            errors.add(ParameterError.of(field, value, MESSAGES.text("host.missing")));
        }
        return List.copyOf(named);
    }

    private void add(
            JsonNode host, String field, Set<AgentAddress> named, List<ParameterError> errors) {
        if (host.isTextual() && check(host.textValue(), field, errors)) {
            named.add(known.get(host.textValue()));
        } else if (!host.isTextual()) {
            errors.add(ParameterError.of(field, host, MESSAGES.text("host.form")));
        }
    }

    private boolean check(String host, String field, List<ParameterError> errors) {
        if (known.containsKey(host)) {
            return true;
        }
        var some = String.join(", ", known.keySet().stream().limit(MAX_SHOWN).toList());
        errors.add(
                ParameterError.of(
                        field,
                        TextNode.valueOf(host),
                        MESSAGES.text(
                                "host.unknown", known.size() > MAX_SHOWN ? some + " …" : some)));
        return false;
    }
}
