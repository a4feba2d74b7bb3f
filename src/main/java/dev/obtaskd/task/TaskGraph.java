package dev.obtaskd.task;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of a task and the arrows between them. Immutable; free of cycles. */
public final class TaskGraph {

    private final Map<String, TaskStep> steps;
    private final Map<String, List<String>> downstream;
    private final Map<String, Integer> stages;

    private TaskGraph(
            Map<String, TaskStep> steps,
            Map<String, List<String>> downstream,
            Map<String, Integer> stages) {
        this.steps = steps;
        this.downstream = downstream;
        this.stages = stages;
    }

    /**
     * Builds the graph.
     *
     * @param steps in the order of their definition
     * @throws IllegalArgumentException for a duplicate id, an unknown upstream or a cycle, naming
     *     the steps
     */
    public static TaskGraph of(Collection<TaskStep> steps) {
        var byId = new LinkedHashMap<String, TaskStep>();
        for (var step : steps) {
            if (byId.put(step.id(), step) != null) {
                throw new IllegalArgumentException("two steps have the id " + step.id());
            }
        }
        var downstream = downstreamOf(byId);
        return new TaskGraph(byId, downstream, stagesOf(byId, downstream));
    }

    /** All steps in the order of their definition. */
    public Collection<TaskStep> steps() {
        return steps.values();
    }

    /**
     * @throws IllegalArgumentException if there is no such step
     */
    public TaskStep step(String id) {
        var step = steps.get(id);
        if (step == null) {
            throw new IllegalArgumentException("no step " + id);
        }
        return step;
    }

    /** The ids of the steps directly downstream. */
    public List<String> downstream(String id) {
        return downstream.getOrDefault(id, List.of());
    }

    /** Length of the longest way from a root to the step, from 1. */
    public int stage(String id) {
        return requireNonNull(stages.get(id));
    }

    /** The ids of all steps upstream, direct or not. */
    public Set<String> ancestors(String id) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(step(id).needs());
        while (!open.isEmpty()) {
            var next = open.pop();
            if (found.add(next)) {
                open.addAll(step(next).needs());
            }
        }
        return found;
    }

    private static Map<String, List<String>> downstreamOf(Map<String, TaskStep> steps) {
        var downstream = new HashMap<String, List<String>>();
        for (var step : steps.values()) {
            for (var need : step.needs()) {
                if (!steps.containsKey(need)) {
                    throw new IllegalArgumentException(
                            "step " + step.id() + " needs the unknown step " + need);
                }
                downstream.computeIfAbsent(need, n -> new ArrayList<>()).add(step.id());
            }
        }
        return downstream;
    }

    private static Map<String, Integer> stagesOf(
            Map<String, TaskStep> steps, Map<String, List<String>> downstream) {
        var stages = new HashMap<String, Integer>();
        var open = new HashMap<String, Integer>();
        var ready = new ArrayDeque<String>();
        for (var step : steps.values()) {
            var needs = Set.copyOf(step.needs()).size();
            open.put(step.id(), needs);
            if (needs == 0) {
                stages.put(step.id(), 1);
                ready.add(step.id());
            }
        }
        while (!ready.isEmpty()) {
            var id = ready.poll();
            for (var next : Set.copyOf(downstream.getOrDefault(id, List.of()))) {
                stages.merge(next, requireNonNull(stages.get(id)) + 1, Math::max);
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        var stuck = steps.keySet().stream().filter(id -> requireNonNull(open.get(id)) > 0).toList();
        if (!stuck.isEmpty()) {
            throw new CycleException(stuck);
        }
        return stages;
    }

    /** Steps depend on each other. */
    public static final class CycleException extends IllegalArgumentException {

        private final transient List<String> steps;

        private CycleException(List<String> steps) {
            super("dependency cycle among steps " + String.join(", ", steps));
            this.steps = steps;
        }

        /** The ids of the steps. */
        public List<String> steps() {
            return steps;
        }
    }
}
