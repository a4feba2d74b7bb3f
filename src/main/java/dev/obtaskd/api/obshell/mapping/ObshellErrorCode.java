package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;

/** Error codes of obshell's API. The message of a code is in the bundle {@code obshell}. */
public enum ObshellErrorCode {
    COMMON_NOT_FOUND("Common.NotFound", 404),
    COMMON_UNEXPECTED("Common.Unexpected", 500),
    COMMON_BIND_JSON_FAILED("Common.BindJsonFailed", 400),
    TASK_NOT_FOUND("Task.NotFound", 404),
    GENERIC_ID_INVALID("Task.GenericID.Invalid", 400),
    TASK_EXPIRED("Task.Expired", 500),
    DAG_OPERATOR_NOT_SUPPORT("Task.Dag.Operator.NotSupport", 400),
    DAG_RETRY_NOT_FAILED("Task.Dag.Operator.RetryNotFailedDag", 400),
    DAG_RETRY_NOT_ALLOWED("Task.Dag.Operator.RetryNotAllowed", 400),
    DAG_ROLLBACK_NOT_FAILED("Task.Dag.Operator.RollbackNotFailedDag", 400),
    DAG_ROLLBACK_NOT_ALLOWED("Task.Dag.Operator.RollbackNotAllowed", 400),
    DAG_CANCEL_FINISHED("Task.Dag.Operator.CancelFinishedDag", 400),
    DAG_CANCEL_NOT_ALLOWED("Task.Dag.Operator.CancelNotAllowed", 400),
    DAG_PASS_NOT_FAILED("Task.Dag.Operator.PassNotFailedDag", 400),
    NODE_OPERATOR_NOT_SUPPORT("Task.Node.Operator.NotSupport", 400),
    NODE_PASS_NOT_FAILED_DAG("Task.Node.Operator.PassNotFailedDag", 400),
    NODE_PASS_NOT_FAILED_NODE("Task.Node.Operator.PassNotFailedNode", 400),
    NODE_PASS_NOT_ALLOWED("Task.Node.Operator.PassNotAllowed", 400),
    NO_ROW_AFFECTED("Gorm.NoRowAffected", 500),
    AGENT_UNDER_MAINTENANCE("Agent.UnderMaintenance", 500),
    CLUSTER_UNDER_MAINTENANCE("OB.Cluster.UnderMaintenanceWithDag", 500),
    TENANT_UNDER_MAINTENANCE("OB.Tenant.UnderMaintenance", 500),
    OCEANBASE_NOT_HOLD("Agent.OceanBase.NotHold", 500),
    REQUEST_HEADER_NOT_FOUND("Request.Header.NotFound", 400),
    REQUEST_BODY_READ_FAILED("Request.Body.ReadFailed", 400),
    REQUEST_BODY_KEYS_INVALID("Request.Body.Decrypt.AES.KeyAndIv.Invalid", 500),
    REQUEST_BODY_LENGTH_INVALID("Request.Body.Decrypt.AES.ContentLength.Invalid", 500),
    REQUEST_TIMEOUT("Request.Timeout", 408),
    REQUEST_AES_KEY_NOT_FOUND("Request.AESKey.NotFound", 400),
    HEADER_DECRYPT_FAILED("Security.Authentication.Header.DecryptFailed", 401, 1),
    HEADER_URI_MISMATCH("Security.Authentication.Header.UriMismatch", 401, 10008),
    AUTH_UNAUTHORIZED("Security.Authentication.Unauthorized", 401, 10008),
    AUTH_EXPIRED("Security.Authentication.Expired", 401, 10008),
    AUTH_TIMESTAMP_INVALID("Security.Authentication.Timestamp.Invalid", 401, 10008),
    AUTH_INCORRECT_AGENT_PASSWORD("Security.Authentication.IncorrectAgentPassword", 401, 10008),
    AUTH_INCORRECT_OCEANBASE_PASSWORD(
            "Security.Authentication.IncorrectOceanbasePassword", 401, 10008),
    AUTH_SESSION_INVALID("Security.Authentication.SessionInvalid", 401, 10008),
    AUTH_SESSION_EXPIRED("Security.Authentication.SessionExpired", 401, 10008),
    USER_PERMISSION_DENIED("Security.User.PermissionDenied", 401);

    private static final Messages MESSAGES = Messages.of("obshell");

    private final String errCode;
    private final int status;
    private final int code;

    ObshellErrorCode(String errCode, int status) {
        this(errCode, status, 0);
    }

    ObshellErrorCode(String errCode, int status, int code) {
        this.errCode = errCode;
        this.status = status;
        this.code = code;
    }

    /** The name on the wire, such as {@code Task.NotFound}. */
    public String errCode() {
        return errCode;
    }

    /** The HTTP status of the response. */
    public int status() {
        return status;
    }

    /** The number that earlier versions of obshell used; 0 if there is none. */
    public int code() {
        return code;
    }

    /**
     * The message.
     *
     * @param arguments replace {@code {0}}, {@code {1}} ...; a {@link LocalizedText} is inserted in
     *     the language of the message
     */
    public LocalizedText message(Object... arguments) {
        return MESSAGES.text("error." + errCode, arguments);
    }
}
