package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal of a request. It has no stack trace, as it is not an error of the daemon. */
public final class ProblemException extends RuntimeException {

    private static final Messages MESSAGES = Messages.of("api");

    private final ErrorCode code;
    private final LocalizedText detail;
    private final List<LocalizedFieldError> errors;
    private final @Nullable LockView holder;
    private final Problem.@Nullable Current current;
    private final Map<String, String> headers;

    private ProblemException(
            ErrorCode code,
            LocalizedText detail,
            List<LocalizedFieldError> errors,
            @Nullable LockView holder,
            Problem.@Nullable Current current,
            Map<String, String> headers) {
        super(code.word() + ": " + detail.en(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.holder = holder;
        this.current = current;
        this.headers = Map.copyOf(headers);
    }

    /** A refusal with its reason. */
    public static ProblemException of(ErrorCode code, LocalizedText detail) {
        return new ProblemException(code, detail, List.of(), null, null, Map.of());
    }

    /** A refusal whose code is sufficient. */
    public static ProblemException of(ErrorCode code) {
        return of(code, code.detail());
    }

    /** A refusal because of one field of the body. */
    public static ProblemException malformed(
            String field, @Nullable String value, LocalizedText message) {
        return of(ErrorCode.REQUEST_MALFORMED, MESSAGES.text("field", field, message))
                .with(List.of(new LocalizedFieldError(field, value, message)));
    }

    /** The same with the fields that are wrong. */
    public ProblemException with(List<LocalizedFieldError> errors) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with the claim that excludes the task. */
    public ProblemException heldBy(LockView holder) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with the current state of the task. */
    public ProblemException with(Problem.Current current) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with one more header of the response. */
    public ProblemException with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ProblemException(code, detail, errors, holder, current, more);
    }

    public ErrorCode code() {
        return code;
    }

    public LocalizedText detail() {
        return detail;
    }

    /** The fields that are wrong; may be empty. */
    public List<LocalizedFieldError> errors() {
        return errors;
    }

    public @Nullable LockView holder() {
        return holder;
    }

    public Problem.@Nullable Current current() {
        return current;
    }

    /** The body of the response; the path is given as it was sent, percent-encoded. */
    Problem problem(Language language, @Nullable String path) {
        return new Problem(
                "urn:obtaskd:problem:" + code.word(),
                language.say(code.title()),
                code.status(),
                code.word(),
                language.say(detail),
                path == null ? "" : FieldError.truncated(path),
                errors.isEmpty() ? null : errors.stream().map(error -> error.in(language)).toList(),
                holder,
                current);
    }

    /** Further headers of the response. */
    public Map<String, String> headers() {
        return headers;
    }
}
