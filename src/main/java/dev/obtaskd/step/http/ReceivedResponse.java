package dev.obtaskd.step.http;

import com.fasterxml.jackson.core.JsonPointer;
import dev.obtaskd.json.ExactJson;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Succeeded;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The status and body of a response, and the result derived from them. */
record ReceivedResponse(int status, byte[] body, String contentType) {

    private static final int LOGGED = 64 * 1024;

    /** A larger response fails the step. */
    private static final int MOST = 4 * 1024 * 1024;

    static BodyHandler<ReceivedResponse> upTo() {
        return info ->
                BodySubscribers.mapping(
                        BodySubscribers.limiting(BodySubscribers.ofByteArray(), MOST),
                        body ->
                                new ReceivedResponse(
                                        info.statusCode(),
                                        body,
                                        info.headers().firstValue("Content-Type").orElse("")));
    }

    /** Writes the response to the log and derives the result. */
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
            var json = ExactJson.lenient(ResponseText.of(body, contentType));
            if (!json.complete()) {
                return Failed.error(
                        "the answer has too many numbers of which each " + ExactNumbers.RULE.en());
            }
            var values = new HashMap<String, String>();
            for (var wanted : spec.output().entrySet()) {
                var flaw = flaw(json, wanted.getValue());
                if (flaw.isPresent()) {
                    return Failed.error(flaw.get() + " for the value " + wanted.getKey());
                }
                values.put(wanted.getKey(), ExactNumbers.text(json.tree().at(wanted.getValue())));
            }
            return new Succeeded(values, null);
        } catch (CharacterCodingException unreadable) {
            return Failed.error("the answer cannot be read: " + unreadable.getMessage());
        } catch (IOException notJson) {
            return Failed.error("the answer is not JSON, but values are to be taken from it");
        }
    }

    /** Why there is no value at a pointer, without "for the value x". */
    private static Optional<String> flaw(ExactJson json, JsonPointer place) {
        var refused =
                json.refused().keySet().stream()
                        .filter(
                                number ->
                                        number.toString().equals(place.toString())
                                                || number.toString().startsWith(place + "/"))
                        .findFirst();
        if (refused.isPresent()) {
            return Optional.of(
                    "the answer's number at " + refused.get() + " " + ExactNumbers.RULE.en());
        }
        var value = json.tree().at(place);
        if (value.isMissingNode()) {
            return Optional.of("the answer has no " + place);
        }
        return value.isNull() ? Optional.of("the answer has null at " + place) : Optional.empty();
    }
}
