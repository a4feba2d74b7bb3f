package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The feeds in use, by what they are about. Not thread-safe. */
final class FeedIndex {

    private final FeedContext context;
    private final Map<Key, Feed> feeds = new HashMap<>();
    private final Set<Feed> ofAllTasks = new HashSet<>();
    private final Map<TaskId, Set<Feed>> byTask = new HashMap<>();

    FeedIndex(FeedContext context) {
        this.context = context;
    }

    private sealed interface Key {
        record OfGeneral(Topic.General topic, @Nullable Audience audience) implements Key {}

        record OfTask(TaskId taskId, Audience audience) implements Key {}

        record OfLog(SubTaskId subTaskId, int attempt) implements Key {}
    }

    /** The feed of a topic for an audience; a new one if it is not in use. */
    Feed of(Topic topic, Audience audience) {
        var key = key(topic, audience);
        var known = feeds.get(key);
        if (known != null) {
            return known;
        }
        var feed = create(topic, audience);
        feeds.put(key, feed);
        switch (topic) {
            case Topic.General _ -> ofAllTasks.add(feed);
            case Topic.OneTask(_, var taskId) -> taskFeeds(taskId).add(feed);
            case Topic.OneLog log -> taskFeeds(log.taskId()).add(feed);
        }
        return feed;
    }

    /** The feeds that a change of a task concerns. */
    Collection<Feed> concernedBy(TaskId taskId) {
        return Stream.concat(ofAllTasks.stream(), byTask.getOrDefault(taskId, Set.of()).stream())
                .toList();
    }

    Collection<Feed> all() {
        return feeds.values();
    }

    void remove(Feed feed) {
        feeds.values().remove(feed);
        ofAllTasks.remove(feed);
        byTask.values().forEach(some -> some.remove(feed));
        byTask.values().removeIf(Set::isEmpty);
    }

    private Set<Feed> taskFeeds(TaskId taskId) {
        return byTask.computeIfAbsent(taskId, any -> new HashSet<>());
    }

    private static Key key(Topic topic, Audience audience) {
        return switch (topic) {
            case Topic.General.TASKS -> new Key.OfGeneral(Topic.General.TASKS, audience);
            // The same for all callers.
            case Topic.General other -> new Key.OfGeneral(other, null);
            case Topic.OneTask(_, var taskId) -> new Key.OfTask(taskId, audience);
            case Topic.OneLog log -> new Key.OfLog(log.subTaskId(), log.attempt());
        };
    }

    private Feed create(Topic topic, Audience audience) {
        return switch (topic) {
            case Topic.General.COUNTS -> new CountsFeed(context);
            case Topic.General.TASKS -> new TasksFeed(context, audience);
            case Topic.General.ATTENTION -> new AttentionFeed(context);
            case Topic.OneTask(_, var taskId) -> new TaskFeed(context, taskId, audience);
            case Topic.OneLog log -> new LogFeed(context, log);
        };
    }
}
