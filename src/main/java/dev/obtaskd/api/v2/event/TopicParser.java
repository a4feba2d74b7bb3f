package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.task.TaskIds;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Parses the topics of a request and finds the tasks that they name. */
@ApplicationScoped
class TopicParser {

    static final int MAX_TOPICS = 20;
    static final int MAX_LOGS = 5;

    private static final Messages MESSAGES = Messages.of("event");
    private static final String NAME = "topics";
    private static final String TASK = "task:";
    private static final String LOG = "log:";
    private static final Pattern LOG_TOPIC =
            Pattern.compile("log:([^:@]+)(?::([1-9][0-9]{0,8}))?(?:@([1-9][0-9]{0,17}))?");

    private final TaskIds ids;
    private final TaskLookup lookup;

    TopicParser(TaskIds ids, TaskLookup lookup) {
        this.ids = ids;
        this.lookup = lookup;
    }

    /**
     * The topics of a request.
     *
     * @throws ProblemException 400 if one is malformed, 404 if one names something that does not
     *     exist
     */
    List<Topic> parse(QueryValues query) {
        var texts =
                query.find(EventParameters.PARAMETERS.topics).orElse(List.of()).stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .toList();
        checkNumber(texts);
        return texts.stream().map(this::topic).toList();
    }

    private static void checkNumber(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MAX_TOPICS) {
            throw invalid(
                    Integer.toString(texts.size()),
                    MESSAGES.text("topics.number", MAX_TOPICS, texts.size()));
        }
        var logs = texts.stream().filter(text -> text.startsWith(LOG)).count();
        if (logs > MAX_LOGS) {
            throw invalid(Long.toString(logs), MESSAGES.text("topics.logs", MAX_LOGS, logs));
        }
        var seen = new HashSet<String>();
        for (var text : texts) {
            if (!seen.add(text)) {
                throw invalid(text, MESSAGES.text("topic.repeated", FieldError.truncated(text)));
            }
        }
    }

    private Topic topic(String text) {
        if (text.startsWith(TASK)) {
            return new Topic.OneTask(text, ids.task(text.substring(TASK.length())).id());
        }
        if (text.startsWith(LOG)) {
            return log(text);
        }
        return Arrays.stream(Topic.General.values())
                .filter(topic -> topic.text().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(text));
    }

    private Topic log(String text) {
        var parts = LOG_TOPIC.matcher(text);
        if (!parts.matches()) {
            throw unknown(text);
        }
        var found = ids.subTask(parts.group(1));
        var subTask = found.task().subTask(found.subTaskId());
        var attempt = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        if (attempt > subTask.attemptNo()) {
            throw ProblemException.of(
                    ErrorCode.LOG_NONE, MESSAGES.text("topic.attempt.unknown", attempt));
        }
        return new Topic.OneLog(
                text,
                found.task().id(),
                found.subTaskId(),
                lookup.id(found.task(), subTask.id()),
                attempt,
                parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
    }

    private static ProblemException unknown(String text) {
        return invalid(text, MESSAGES.text("topic.unknown", FieldError.truncated(text)));
    }

    private static ProblemException invalid(String value, LocalizedText message) {
        return QueryParameter.invalid(NAME, value, message);
    }
}
