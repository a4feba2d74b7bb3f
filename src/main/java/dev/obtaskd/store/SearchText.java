package dev.obtaskd.store;

/**
 * A text that is looked for in a task's name, in its target's name, and in its public id.
 *
 * @param part what one of them must contain, any case
 * @param cluster what stands before the row id in the id of a cluster task
 * @param obproxy the same of a local task that claims an OBProxy
 * @param local the same of any other local task
 */
public record SearchText(String part, String cluster, String obproxy, String local) {

    /** Whether an id could contain it. */
    public boolean number() {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
