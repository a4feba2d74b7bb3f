package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;

/** The reasons for which this API refuses requests; programs rely on the code. */
public enum ErrorCode {
    REQUEST_MALFORMED(400, "request.malformed"),
    UNKNOWN_FIELD(400, "request.unknown-field"),
    UNKNOWN_PARAMETER(400, "request.unknown-parameter"),
    PARAMS_INVALID(400, "params.invalid"),
    PARAMS_FIXED(400, "params.fixed"),
    FILTER_INVALID(400, "filter.invalid"),
    CURSOR_INVALID(400, "cursor.invalid"),
    LIMIT_INVALID(400, "limit.invalid"),
    ID_INVALID(400, "id.invalid"),
    PATH_INVALID(400, "path.invalid"),
    AUTH_REQUIRED(401, "auth.required"),
    AUTH_FAILED(401, "auth.failed"),
    AUTH_FORBIDDEN(403, "auth.forbidden"),
    AUTH_CSRF(403, "auth.csrf"),
    AUTH_ORIGIN(403, "auth.origin"),
    OPERATION_UNKNOWN(404, "operation.unknown"),
    TASK_UNKNOWN(404, "task.unknown"),
    SUBTASK_UNKNOWN(404, "subtask.unknown"),
    LOCK_UNKNOWN(404, "lock.unknown"),
    LOG_NONE(404, "log.none"),
    FILE_UNKNOWN(404, "file.unknown"),
    USER_UNKNOWN(404, "user.unknown"),
    TOKEN_UNKNOWN(404, "token.unknown"),
    PATH_UNKNOWN(404, "path.unknown"),
    METHOD_UNSUPPORTED(405, "method.unsupported"),
    NOT_ACCEPTABLE(406, "media.unacceptable"),
    REQUEST_TIMEOUT(408, "request.timeout"),
    CLAIM_HELD(409, "claim.held"),
    CLAIM_EXPIRED(409, "claim.expired"),
    OPERATION_REFUSED(409, "operation.refused"),
    RACE_LOST(409, "race.lost"),
    USER_EXISTS(409, "user.exists"),
    USER_LAST_ADMIN(409, "user.last-admin"),
    TOKENS_TOO_MANY(409, "token.too-many"),
    ACCOUNT_EXTERNAL(409, "account.external"),
    BACKUP_RUNNING(409, "backup.running"),
    LOG_EXPIRED(410, "log.expired"),
    VERSION_CHANGED(412, "version.changed"),
    BODY_TOO_LARGE(413, "body.too-large"),
    URI_TOO_LONG(414, "request.malformed"),
    MEDIA_UNSUPPORTED(415, "media.unsupported"),
    RANGE_INVALID(416, "range.invalid"),
    IDEMPOTENCY_MISMATCH(422, "idempotency.mismatch"),
    AUTH_THROTTLED(429, "auth.throttled"),
    HEADERS_TOO_LARGE(431, "request.malformed"),
    INTERNAL(500, "internal"),
    CONNECTIONS_TOO_MANY(503, "connections.too-many"),
    STORE_UNAVAILABLE(503, "store.unavailable"),
    EVENTS_TOO_MANY(503, "events.too-many"),
    DOWNLOADS_TOO_MANY(503, "downloads.too-many"),
    TASKS_TOO_MANY(503, "tasks.too-many"),
    STORE_FULL(507, "store.full");

    private static final Messages MESSAGES = Messages.of("api");

    private final int status;
    private final String word;

    ErrorCode(int status, String word) {
        this.status = status;
        this.word = word;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The stable code, such as {@code claim.held}. */
    public String word() {
        return word;
    }

    /** A short text for people. */
    public LocalizedText title() {
        return MESSAGES.text("title." + name());
    }

    /** The title as a sentence. */
    LocalizedText detail() {
        return MESSAGES.text("detail", title());
    }
}
