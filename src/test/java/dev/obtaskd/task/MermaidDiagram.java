package dev.obtaskd.task;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A state diagram: edges between states, each labelled with all of its events. */
final class MermaidDiagram {

    private final Map<String, Map<String, Set<String>>> edges = new TreeMap<>();

    /** Adds an edge unless the state stays the same. */
    void edge(String from, String event, String to) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(from, any -> new TreeMap<>())
                    .computeIfAbsent(to, any -> new TreeSet<>())
                    .add(event);
        }
    }

    String text() {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        edges.forEach(
                (from, targets) -> targets.forEach((to, events) -> line(text, from, to, events)));
        return text.append("```\n").toString();
    }

    private static void line(StringBuilder text, String from, String to, Set<String> events) {
        text.append("    ")
                .append(from)
                .append(" --> ")
                .append(to)
                .append(": ")
                .append(String.join("<br/>", events))
                .append('\n');
    }
}
