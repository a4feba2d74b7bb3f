package dev.obtaskd.task;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed about a task when it is submitted.
 *
 * @param id its number is given by the store
 * @param operation name of the operation it is a run of
 * @param name the operation's title
 * @param claim what it claims while unfinished
 * @param releaseOnFailure whether it gives its claim back while it is failed
 * @param target the object it works on, as it was called then; null if none
 * @param hosts the agents it may use
 * @param params the validated parameters, a JSON object
 * @param document the operation as it was then, a JSON object; an edited file never changes a task
 * @param sha256 of {@code document}, lower-case hex
 * @param parentId the task that started it, null if a person or the system did
 * @param hidden whether lists leave it out unless asked
 * @param reason what the initiator gave as a reason, null if nothing
 */
public record TaskDefinition(
        TaskId id,
        String operation,
        LocalizedText name,
        Claim claim,
        boolean releaseOnFailure,
        @Nullable Target target,
        List<AgentAddress> hosts,
        String params,
        String document,
        String sha256,
        Initiator initiator,
        @Nullable TaskId parentId,
        boolean hidden,
        @Nullable String reason,
        Instant createdAt) {

    public TaskDefinition {
        hosts = List.copyOf(hosts);
    }

    /** The user that started a task, and the interface it came through. */
    public record Initiator(String user, Source source) {}

    /** The interface that a request came through. */
    public enum Source {
        WEB,
        API,
        CLI,
        SYSTEM
    }

    /**
     * The object a task works on, a snapshot: it stays readable when the object is gone.
     *
     * @param type such as {@code TENANT} or {@code HOST}
     * @param removes whether the object is gone when the task has succeeded
     */
    public record Target(String type, String name, boolean removes) {

        /** An object that the task does not remove. */
        public Target(String type, String name) {
            this(type, name, false);
        }

        /** The object itself, to compare it. */
        public Target object() {
            return removes ? new Target(type, name) : this;
        }
    }
}
