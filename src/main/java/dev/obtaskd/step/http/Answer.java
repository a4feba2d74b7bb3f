package dev.obtaskd.step.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The status and the body of an answer, and what they mean. */
record Answer(int status, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOGGED = 64 * 1024;
    /** A larger answer is dropped with an error rather than kept in memory. */
    private static final int MOST = 4 * 1024 * 1024;

    static BodyHandler<Answer> upTo() {
        return info -> BodySubscribers.mapping(
                BodySubscribers.limiting(BodySubscribers.ofByteArray(), MOST),
                body -> new Answer(info.statusCode(), body));
    }

    /** Writes the answer to the log and decides. */
    AttemptResult judge(HttpSpec spec, StepLog log) {
        log.system("status " + status + ", " + body.length + " bytes");
        log.append(StepLog.Stream.STDOUT, body, 0, Math.min(body.length, LOGGED));
        if (!spec.expect().contains(status)) {
            return Failed.error("status " + status + ", expected " + spec.expect());
        }
        return spec.output().isEmpty() ? new Succeeded(Map.of(), null) : values(spec);
    }

    private AttemptResult values(HttpSpec spec) {
        try {
            var json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            var values = new HashMap<String, String>();
            for (var wanted : spec.output().entrySet()) {
                var value = json.at(wanted.getValue());
                if (value.isMissingNode()) {
                    return Failed.error("the answer has no " + wanted.getValue() + " for the value " + wanted.getKey());
                }
                values.put(wanted.getKey(), text(value));
            }
            return new Succeeded(values, null);
        } catch (JsonProcessingException notJson) {
            return Failed.error("the answer is not JSON, but values are to be taken from it");
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
