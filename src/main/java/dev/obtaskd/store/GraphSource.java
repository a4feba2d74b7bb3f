package dev.obtaskd.store;

import dev.obtaskd.task.TaskGraph;

/** Parses the graph of a stored task from its copy of the operation. */
public interface GraphSource {

    /**
     * The graph of the operation; an implementation may cache it by its hash.
     *
     * @param sha256 of the document, lower-case hex
     * @param document the operation, a JSON object
     */
    TaskGraph of(String sha256, String document);
}
