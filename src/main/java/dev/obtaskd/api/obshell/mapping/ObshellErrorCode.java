package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every reason for which this API refuses, as obshell's clients know them. */
public enum ObshellErrorCode {
    COMMON_NOT_FOUND("Common.NotFound", 404, "There is nothing at this path", "路径不存在"),
    COMMON_UNEXPECTED("Common.Unexpected", 500, "Unexpected error: {0}", "意外错误: {0}"),
    COMMON_BIND_JSON_FAILED(
            "Common.BindJsonFailed", 400, "The request cannot be read: {0}", "请求无法解析: {0}"),

    TASK_NOT_FOUND("Task.NotFound", 404, "Task not found: {0}", "任务不存在 (Task not found): {0}"),
    GENERIC_ID_INVALID("Task.GenericID.Invalid", 400, "Invalid id {0}: {1}", "ID {0} 不合法: {1}"),
    TASK_EXPIRED(
            "Task.Expired",
            500,
            "{0} has been under maintenance of task {1} since task {2} ({3}) gave it back",
            "任务 {2} ({3}) 释放 {0} 的运维锁之后, 任务 {1} 使用过该锁"),
    DAG_OPERATOR_NOT_SUPPORT(
            "Task.Dag.Operator.NotSupport", 400, "A dag has no operator {0}", "任务不支持操作 {0}"),
    DAG_RETRY_NOT_FAILED(
            "Task.Dag.Operator.RetryNotFailedDag", 400, "Cannot retry: {0}", "不能重试: {0}"),
    DAG_RETRY_NOT_ALLOWED(
            "Task.Dag.Operator.RetryNotAllowed", 400, "Cannot retry: {0}", "不能重试: {0}"),
    DAG_ROLLBACK_NOT_FAILED(
            "Task.Dag.Operator.RollbackNotFailedDag", 400, "Cannot roll back: {0}", "不能回滚: {0}"),
    DAG_ROLLBACK_NOT_ALLOWED(
            "Task.Dag.Operator.RollbackNotAllowed", 400, "Cannot roll back: {0}", "不能回滚: {0}"),
    DAG_CANCEL_FINISHED(
            "Task.Dag.Operator.CancelFinishedDag", 400, "Cannot cancel: {0}", "不能取消: {0}"),
    DAG_CANCEL_NOT_ALLOWED(
            "Task.Dag.Operator.CancelNotAllowed", 400, "Cannot cancel: {0}", "不能取消: {0}"),
    DAG_PASS_NOT_FAILED("Task.Dag.Operator.PassNotFailedDag", 400, "Cannot pass: {0}", "不能跳过: {0}"),
    NODE_OPERATOR_NOT_SUPPORT(
            "Task.Node.Operator.NotSupport", 400, "A node has no operator {0}", "节点不支持操作 {0}"),
    NODE_PASS_NOT_FAILED_DAG(
            "Task.Node.Operator.PassNotFailedDag", 400, "Cannot pass: {0}", "不能跳过: {0}"),
    NODE_PASS_NOT_FAILED_NODE(
            "Task.Node.Operator.PassNotFailedNode", 400, "Cannot pass: {0}", "不能跳过: {0}"),
    NODE_PASS_NOT_ALLOWED(
            "Task.Node.Operator.PassNotAllowed", 400, "Cannot pass: {0}", "不能跳过: {0}"),
    NO_ROW_AFFECTED(
            "Gorm.NoRowAffected",
            500,
            "The task has changed meanwhile, look at it again",
            "任务状态已变化, 请重新查看"),
    AGENT_UNDER_MAINTENANCE(
            "Agent.UnderMaintenance",
            500,
            "{0} is under maintenance: task {1} ({2}) is {3}",
            "{0} 处于运维状态: 任务 {1} ({2}) 状态为 {3}"),
    CLUSTER_UNDER_MAINTENANCE(
            "OB.Cluster.UnderMaintenanceWithDag",
            500,
            "The cluster is under maintenance: task {1} ({2}) is {3}",
            "集群处于运维状态: 任务 {1} ({2}) 状态为 {3}"),
    TENANT_UNDER_MAINTENANCE(
            "OB.Tenant.UnderMaintenance",
            500,
            "Tenant {0} is under maintenance: task {1} ({2}) is {3}",
            "租户 {0} 处于运维状态: 任务 {1} ({2}) 状态为 {3}"),

    OCEANBASE_NOT_HOLD(
            "Agent.OceanBase.NotHold",
            500,
            "The cluster's tasks cannot be reached: {0}",
            "无法访问集群任务: {0}"),

    REQUEST_HEADER_NOT_FOUND(
            "Request.Header.NotFound", 400, "The request has no header {0}", "请求缺少 {0} 头"),
    REQUEST_BODY_READ_FAILED(
            "Request.Body.ReadFailed", 400, "The body cannot be read: {0}", "请求体读取失败: {0}"),
    REQUEST_BODY_KEYS_INVALID(
            "Request.Body.Decrypt.AES.KeyAndIv.Invalid",
            500,
            "Keys must be the base64 of 32 bytes",
            "Keys 必须是 32 字节的 base64"),
    REQUEST_BODY_LENGTH_INVALID(
            "Request.Body.Decrypt.AES.ContentLength.Invalid",
            500,
            "The encrypted body is not a whole number of blocks",
            "密文长度不是分组的整数倍"),
    REQUEST_TIMEOUT("Request.Timeout", 408, "The request came too slowly", "请求发送超时"),
    REQUEST_AES_KEY_NOT_FOUND(
            "Request.AESKey.NotFound",
            400,
            "There are no Keys to encrypt the answer with",
            "缺少用于加密应答的 Keys"),

    HEADER_DECRYPT_FAILED(
            "Security.Authentication.Header.DecryptFailed",
            401,
            1,
            "The header cannot be decrypted: {0}",
            "请求头解密失败: {0}"),
    HEADER_URI_MISMATCH(
            "Security.Authentication.Header.UriMismatch",
            401,
            10008,
            "Unauthorized: the header was made for another address",
            "未授权: 请求头与请求地址不符"),
    AUTH_UNAUTHORIZED(
            "Security.Authentication.Unauthorized", 401, 10008, "Unauthorized: {0}", "未授权: {0}"),
    AUTH_EXPIRED(
            "Security.Authentication.Expired",
            401,
            10008,
            "Unauthorized: the header has expired",
            "未授权: 请求头已过期"),
    AUTH_TIMESTAMP_INVALID(
            "Security.Authentication.Timestamp.Invalid",
            401,
            10008,
            "Unauthorized: Ts is no time",
            "未授权: Ts 不是时间"),
    AUTH_INCORRECT_AGENT_PASSWORD(
            "Security.Authentication.IncorrectAgentPassword",
            401,
            10008,
            "Unauthorized: the agent password is wrong",
            "未授权: agent 密码错误"),
    AUTH_INCORRECT_OCEANBASE_PASSWORD(
            "Security.Authentication.IncorrectOceanbasePassword",
            401,
            10008,
            "Unauthorized: the password is wrong",
            "未授权: 密码错误"),
    AUTH_SESSION_INVALID(
            "Security.Authentication.SessionInvalid",
            401,
            10008,
            "Unauthorized: there is no such session",
            "未授权: 会话不存在"),
    AUTH_SESSION_EXPIRED(
            "Security.Authentication.SessionExpired",
            401,
            10008,
            "Unauthorized: the session has expired",
            "未授权: 会话已过期"),
    USER_PERMISSION_DENIED(
            "Security.User.PermissionDenied", 401, "Permission denied: {0}", "没有权限: {0}");

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final String errCode;
    private final int status;
    private final int code;
    private final LocalizedText template;

    ObshellErrorCode(String errCode, int status, String en, String zh) {
        this(errCode, status, 0, en, zh);
    }

    ObshellErrorCode(String errCode, int status, int code, String en, String zh) {
        this.errCode = errCode;
        this.status = status;
        this.code = code;
        this.template = new LocalizedText(en, zh);
    }

    /** The stable word, such as {@code Task.NotFound}. */
    public String errCode() {
        return errCode;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The number of older versions; 0 if it has none. */
    public int code() {
        return code;
    }

    /**
     * The sentence for people.
     *
     * @param arguments in place of {@code {0}}, {@code {1}} ...; a {@link LocalizedText} speaks the
     *     language too
     */
    public String message(Language language, Object... arguments) {
        return PLACE.matcher(language.say(template))
                .replaceAll(
                        place -> {
                            var argument = arguments[Integer.parseInt(place.group(1))];
                            return Matcher.quoteReplacement(
                                    argument instanceof LocalizedText text
                                            ? language.say(text)
                                            : String.valueOf(argument));
                        });
    }
}
