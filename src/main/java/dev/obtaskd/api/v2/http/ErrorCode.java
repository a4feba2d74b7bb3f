package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.LocalizedText;

/** Every reason for which this API refuses; the word is what programs rely on. */
public enum ErrorCode {
    REQUEST_MALFORMED(400, "request.malformed", "The request cannot be read", "请求无法解析"),
    UNKNOWN_FIELD(400, "request.unknown-field", "The body has an unknown field", "请求体含有未知字段"),
    UNKNOWN_PARAMETER(400, "request.unknown-parameter", "Unknown query parameter", "未知的查询参数"),
    PARAMS_INVALID(400, "params.invalid", "The parameters are not valid", "参数无效"),
    FILTER_INVALID(400, "filter.invalid", "The filter is not valid", "过滤条件无效"),
    CURSOR_INVALID(400, "cursor.invalid", "The cursor is not valid", "游标无效"),
    LIMIT_INVALID(400, "limit.invalid", "The limit is not valid", "limit 无效"),
    ID_INVALID(400, "id.invalid", "The id is not valid", "ID 无效"),
    PATH_INVALID(400, "path.invalid", "The path is not in its normal form", "路径不是规范形式"),
    AUTH_REQUIRED(401, "auth.required", "Log in first", "请先登录"),
    AUTH_FORBIDDEN(403, "auth.forbidden", "Your role does not allow this", "您的角色无权执行该操作"),
    AUTH_ORIGIN(403, "auth.origin", "A page of another origin may not do this", "不允许其他来源的页面执行该操作"),
    OPERATION_UNKNOWN(404, "operation.unknown", "There is no such operation", "操作不存在"),
    TASK_UNKNOWN(404, "task.unknown", "There is no such task", "任务不存在"),
    SUBTASK_UNKNOWN(404, "subtask.unknown", "There is no such sub task", "子任务不存在"),
    LOG_NONE(404, "log.none", "There is no log yet", "暂无日志"),
    FILE_UNKNOWN(404, "file.unknown", "There is no such file", "文件不存在"),
    PATH_UNKNOWN(404, "path.unknown", "There is nothing at this path", "路径不存在"),
    METHOD_UNSUPPORTED(
            405, "method.unsupported", "The path does not support this method", "该路径不支持此方法"),
    NOT_ACCEPTABLE(406, "media.unacceptable", "No answer in a form you accept", "无法以您接受的格式应答"),
    REQUEST_TIMEOUT(408, "request.timeout", "The request came too slowly", "请求发送超时"),
    CLAIM_HELD(409, "claim.held", "An unfinished task excludes it", "与未结束的任务互斥"),
    CLAIM_EXPIRED(409, "claim.expired", "A newer task has used the claim since", "运维锁已被更新的任务使用过"),
    OPERATION_REFUSED(409, "operation.refused", "This is not allowed now", "当前不允许该操作"),
    RACE_LOST(409, "race.lost", "Somebody else was faster", "任务状态已被他人改变"),
    LOG_EXPIRED(410, "log.expired", "The log was removed because of its age", "日志已过期清理"),
    VERSION_CHANGED(412, "version.changed", "The task has changed", "任务已发生变化"),
    BODY_TOO_LARGE(413, "body.too-large", "The body is too large", "请求体过大"),
    URI_TOO_LONG(414, "request.malformed", "The request line is too long", "请求行过长"),
    MEDIA_UNSUPPORTED(415, "media.unsupported", "The body is not of a supported type", "不支持的请求体类型"),
    RANGE_INVALID(416, "range.invalid", "The range is outside the file", "请求的范围超出文件"),
    IDEMPOTENCY_MISMATCH(
            422, "idempotency.mismatch", "The key was used for another request", "该幂等键已用于其他请求"),
    AUTH_THROTTLED(429, "auth.throttled", "Too many tries", "尝试次数过多"),
    HEADERS_TOO_LARGE(431, "request.malformed", "The headers are too large", "请求头过大"),
    INTERNAL(500, "internal", "Something is wrong with the daemon", "服务内部错误"),
    CONNECTIONS_TOO_MANY(503, "connections.too-many", "There are too many connections", "连接过多"),
    STORE_UNAVAILABLE(503, "store.unavailable", "The store cannot be written", "存储不可用"),
    DOWNLOADS_TOO_MANY(
            503, "downloads.too-many", "There are too many downloads at once", "同时进行的下载过多"),
    TASKS_TOO_MANY(503, "tasks.too-many", "There are too many unfinished tasks", "未结束的任务过多"),
    STORE_FULL(507, "store.full", "The disk is nearly full", "磁盘空间不足");

    private final int status;
    private final String word;
    private final LocalizedText title;

    ErrorCode(int status, String word, String en, String zh) {
        this.status = status;
        this.word = word;
        this.title = new LocalizedText(en, zh);
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The stable word, such as {@code claim.held}. */
    public String word() {
        return word;
    }

    /** The reason in a few words. */
    public LocalizedText title() {
        return title;
    }
}
