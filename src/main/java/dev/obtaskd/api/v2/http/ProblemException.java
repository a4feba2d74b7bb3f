package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal on its way to the caller. Costs no stack trace: it is an answer and no fault. */
public final class ProblemException extends RuntimeException {

    private final ErrorCode code;
    private final LocalizedText detail;
    private final List<FieldError> errors;
    private final @Nullable LockView holder;
    private final Problem.@Nullable Current current;
    private final Map<String, String> headers;

    private ProblemException(
            ErrorCode code,
            LocalizedText detail,
            List<FieldError> errors,
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

    /** A refusal with its reason in both languages. */
    public static ProblemException of(ErrorCode code, String en, String zh) {
        return new ProblemException(
                code, new LocalizedText(en, zh), List.of(), null, null, Map.of());
    }

    /** A refusal with its reason in both languages. */
    public static ProblemException of(ErrorCode code, LocalizedText detail) {
        return new ProblemException(code, detail, List.of(), null, null, Map.of());
    }

    /** A refusal that its code says everything about. */
    public static ProblemException of(ErrorCode code) {
        return of(code, code.title().en() + ".", code.title().zh() + "。");
    }

    /** A refusal because of one field of the body. */
    public static ProblemException malformed(
            String field, @Nullable String value, String en, String zh) {
        return of(ErrorCode.REQUEST_MALFORMED, field + ": " + en + ".", field + ": " + zh + "。")
                .with(List.of(new FieldError(field, value, en)));
    }

    /** The same with the fields that are wrong. */
    public ProblemException with(List<FieldError> errors) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with what is in the way. */
    public ProblemException heldBy(LockView holder) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with the task as it is now. */
    public ProblemException with(Problem.Current current) {
        return new ProblemException(code, detail, errors, holder, current, headers);
    }

    /** The same with one more header of the answer. */
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

    /** The fields that are wrong; empty if it is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable LockView holder() {
        return holder;
    }

    public Problem.@Nullable Current current() {
        return current;
    }

    /** The body of the answer; a path that is not plain text is left encoded, as it was sent. */
    Problem problem(Language language, @Nullable String path) {
        return new Problem(
                "urn:obtaskd:problem:" + code.word(),
                language.say(code.title()),
                code.status(),
                code.word(),
                language.say(detail),
                path == null ? "" : FieldError.truncated(path),
                errors.isEmpty() ? null : errors,
                holder,
                current);
    }

    /** Further headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
