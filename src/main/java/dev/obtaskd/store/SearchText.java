package dev.obtaskd.store;

/**
 * A search for text in the name, the name of the target and the public id of a task.
 *
 * @param part text that one of them must contain, ignoring case
 * @param cluster prefix before the row id in the id of a cluster task
 * @param obproxy the prefix of a local task that claims an OBProxy
 * @param local the prefix of any other local task
 */
public record SearchText(String part, String cluster, String obproxy, String local) {

    /** Whether an id can contain it. */
    public boolean number() {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
